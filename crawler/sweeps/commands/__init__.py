"""Scrapy commands of this project, found by the setting ``COMMANDS_MODULE``."""
