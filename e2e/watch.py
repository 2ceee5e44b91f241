"""Watches a browser: what a reader would never notice and what must not happen."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

EXPECTED = {422}
"""Statuses that a page may answer with: a form with a mistake comes back as itself."""


class Watch:
    """Collects faults: errors in the console (breaches of the content security policy are among them),
    errors of scripts, requests to other hosts, answers that failed.
    """

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.faults: list[str] = []
        self.expected = set(EXPECTED)
        self.expected_by_scripts: set[int] = set()
        context.on("console", self._console)
        context.on("weberror", self._script)
        context.on("request", self._request)
        context.on("response", self._response)

    def expect(self, status: int) -> None:
        """Let pages answer with that status from now on."""
        self.expected.add(status)

    def expect_by_scripts(self, status: int) -> None:
        """Let what scripts ask for be answered with that status from now on."""
        self.expected_by_scripts.add(status)

    def _console(self, message: ConsoleMessage) -> None:
        is_about_an_answer = message.text.startswith("Failed to load resource")
        if message.type in ("error", "warning") and not is_about_an_answer:
            self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _script(self, error: WebError) -> None:
        self.faults.append(f"script error: {error.error}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self.faults.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status < 400:
            return
        is_page = response.request.is_navigation_request()
        if response.status not in (self.expected if is_page else self.expected_by_scripts):
            self.faults.append(f"{response.status} for {response.request.method} {response.url}")
