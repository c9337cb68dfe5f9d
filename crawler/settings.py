"""Scrapy wiring only. Policy is in ``config.yaml``, knowledge in ``keywords/``."""

BOT_NAME = "listing-patrol"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "crawler.sweeps.commands"

EXTENSIONS = {
    "crawler.frontier.session.Session": 0,
    "crawler.frontier.egress.EgressGuard": 10,
    "crawler.frontier.gate.Gate": 20,
    "crawler.sweeps.recheck.Recheck": 90,
    "crawler.sweeps.closing.Closing": 100,
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logcount.LogCount": None,
    # Not only off but not even imported: a web server alone costs a fifth of a second.
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.telnet.TelnetConsole": None,
}
SCHEDULER = "crawler.frontier.scheduler.Scheduler"
DOWNLOADER_MIDDLEWARES = {
    "crawler.frontier.answers.AnswersMiddleware": 10,  # last of all on the way back
    "crawler.frontier.fence.FenceMiddleware": 50,
    "crawler.frontier.conditional.ConditionalMiddleware": 60,
    "crawler.frontier.authorization.AuthorizationMiddleware": 90,
    "crawler.frontier.membership.MembershipMiddleware": 90,
    "crawler.frontier.robots.RobotsMiddleware": 100,
    "crawler.frontier.cookies.CookiesMiddleware": 700,
    "crawler.frontier.detour.DetourMiddleware": 740,  # right before Scrapy's HttpProxyMiddleware
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # the frontier tries again
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
}
SPIDER_MIDDLEWARES = {
    "crawler.frontier.search.SearchMiddleware": 100,
    "crawler.frontier.pages.PagesMiddleware": 900,  # last out of the spider, first to tie
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
ITEM_PIPELINES = {
    "pipelines.validate.Validate": 100,
    "pipelines.recognise.Recognise": 200,
    "pipelines.score.Score": 300,
    "pipelines.store.Store": 400,
}

REFERRER_POLICY = "no-referrer"  # a site need not learn how its page was found
CONCURRENT_ITEMS = 1  # the default starts 100 tasks for every page; no pipeline of ours waits
DOWNLOAD_HANDLERS = {"file": None, "data": None, "ftp": None, "s3": None}
WARN_ON_GENERATOR_RETURN_VALUE = False  # it parses the source of a callback for every page
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 20 * 2**20
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_DELAY_JITTER = 0  # the pace in config.yaml is the pace
REDIRECT_MAX_TIMES = 5
LOG_LEVEL = "INFO"
