"""What is served instead of a document that is not the one that was signed."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.documents.issued import DocumentIsDamaged

logger = logging.getLogger(__name__)


class DamagedDocuments:
    """Middleware: whichever page or file meets a damaged document, the damaged one never leaves the house."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say in one page that the stored document is damaged, and to whom to turn."""
        if not isinstance(exception, DocumentIsDamaged):
            return None
        logger.error("Damaged document: %s", exception)
        return render(request, "plans/damaged.html", {"plan": exception.plan, "what": exception.what}, status=409)
