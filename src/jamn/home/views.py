"""The front page, who may do what, and the audit trail."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jamn.accounts.middleware import Request
from jamn.home.forms import TrailFilter
from jamn.home.queries import SHOWN, SOON, overview, powers, trail, trail_rows
from jamn.org.models import Employer, Role
from jamn.org.queries import employers_for
from jamn.org.rules import may_see_trail

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def front(request: Request) -> HttpResponse:
    return render(request, "home/front.html", {"overview": overview(request.user), "shown": SHOWN, "soon_days": SOON})


@require_safe
def roles(request: Request) -> HttpResponse:
    return render(request, "home/roles.html", {"rooms": powers(), "roles": list(Role)})


@require_safe
def audit_trail(request: Request, pk: int) -> HttpResponse:
    employer = _employer(request, pk)
    form = TrailFilter(request.GET, employer_id=pk)
    page = trail(employer, form.wanted(), request.GET.get("page", "1"))
    return render(request, "home/trail.html", {"employer": employer, "form": form, "page": page})


@require_safe
def trail_file(request: Request, pk: int) -> HttpResponse:
    """The trail as Excel. Every cell is written as text: nothing in it is a formula."""
    employer = _employer(request, pk)
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for column, header in enumerate((_("When"), _("Who"), _("What"), _("Of what"), _("Before"), _("After"))):
            sheet.write_string(0, column, header)
        for row, line in enumerate(trail_rows(employer, TrailFilter(request.GET, employer_id=pk).wanted()), start=1):
            at = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S")
            sides = ("\n".join(f"{each[0]}: {each[side]}" for each in line.changes if each[side]) for side in (1, 2))
            for column, words in enumerate((at, line.who, line.what, line.thing, *sides)):
                sheet.write_string(row, column, words[:32_000])
    headers = {"Content-Disposition": f'attachment; filename="audit-trail-{employer.pk}.xlsx"'}
    return HttpResponse(content.getvalue(), content_type=EXCEL, headers=headers)


def _employer(request: Request, pk: int) -> Employer:
    """An employer whose trail the person may see; 404 for another one's, 403 for those who may not."""
    employer = get_object_or_404(employers_for(request.user), pk=pk)
    if not may_see_trail(request.user, employer):
        raise PermissionDenied
    return employer
