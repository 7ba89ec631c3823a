"""What an article says about programs, to be added with a click; and the disagreements that staff settle."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from news.dates import PartialDateField
from news.models import Article
from programs.actions import Refused
from programs.evidence.adding import Added, DraftChoice, add, settle
from programs.evidence.page import blocks
from programs.evidence.reading import read
from programs.evidence.rows import MODELS
from programs.models import Edition, EvidenceCase, Fact, Program, Term
from programs.publishing import Refusal

ARTICLES_A_PAGE = 50


class SettleForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("결론"),
        choices=EvidenceCase.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("결론을 골라 주세요.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("까닭"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("무엇을 보고 정했는지, 나중에 보는 사람이 알 수 있게 적습니다."),
        error_messages={"required": gettext_lazy("까닭을 적어 주세요.")},
    )


def edition_url(edition: Edition) -> str:
    return reverse("admin:programs_edition_change", args=[edition.pk])


@admin.register(EvidenceCase)
class EvidenceAdmin(admin.ModelAdmin):
    list_display = ["about_column", "held_words", "stated_words", "status_column", "opened_at"]
    list_display_links = ["about_column"]
    list_filter = ["status", "outcome"]
    list_per_page = 50
    search_fields = ["program__editions__name", "label__name", "held_words", "stated_words"]
    search_help_text = gettext_lazy("사업의 이름이나 값으로 찾습니다.")
    show_facets = admin.ShowFacets.NEVER
    actions = None
    change_list_template = "admin/programs/evidence_cases.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).for_pages()

    @admin.display(description=gettext_lazy("사업과 값의 이름"), ordering="program__slug")
    def about_column(self, case: EvidenceCase) -> str:
        return f"{case.program_name or case.program}: {case_name(case)}"

    @admin.display(description=gettext_lazy("진행"), ordering="status")
    def status_column(self, case: EvidenceCase) -> str:
        return str(case.get_status_display() if case.is_open else case.get_outcome_display())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def get_urls(self):
        def own(address: str, view, name: str):
            return path(address, never_cache(self.admin_site.admin_view(view)), name=name)

        return [
            own("articles/", require_safe(self.articles_view), "programs_evidence"),
            own("articles/<int:pk>/", self.article_view, "programs_evidence_article"),
            *super().get_urls(),
        ]

    # Articles that wait to be read beside the catalogue

    def articles_view(self, request: HttpRequest) -> HttpResponse:
        self._may_look(request)
        cited = Fact.objects.filter(article=OuterRef("pk"))
        articles = Article.objects.public().exclude(text="").defer("text")
        articles = articles.annotate(is_cited=Exists(cited)).select_related("publisher")
        words = request.GET.get("q", "").strip().replace("\0", "")[:100]
        if words:
            articles = articles.filter(headline__icontains=words)
        page = Paginator(articles.order_by("is_cited", "-confirmed_at", "-pk"), ARTICLES_A_PAGE)
        context = self._context(request, _("기사에서 값 찾기"))
        context |= {"page": page.get_page(request.GET.get("p")), "words": words}
        return TemplateResponse(request, "admin/programs/evidence_articles.html", context)

    # One article

    def article_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._may_look(request)
        article = Article.objects.select_related("publisher").filter(pk=pk).first()
        if article is None:
            raise Http404(_("그런 기사가 없습니다."))
        sent = None
        if request.method == "POST":
            if not self._may_add(request):
                raise PermissionDenied
            program = self._program(request)
            try:
                added = add(article=article, program=program, by=request.user, **chosen(request))
            except Refused as refused:
                messages.error(request, str(refused))
                sent = {program.pk: sent_fields(request)}
            else:
                self._tell(request, article, added)
                return HttpResponseRedirect(f"{request.path}#program-{program.pk}")
        return self._page(request, article, sent)

    def _page(self, request: HttpRequest, article: Article, sent: dict | None) -> HttpResponse:
        evidence = read(article)
        context = self._context(request, article.headline)
        context |= {
            "article": article,
            "ground": evidence.ground,
            "areas": article.regions.with_parents(),
            "blocks": blocks(evidence, sent),
            "labels": Term.objects.filter(taxonomy=Term.Taxonomy.FACT_LABEL).values_list(
                "name", flat=True
            ),
            "can_add": self._may_add(request) and article.is_public,
        }
        return TemplateResponse(request, "admin/programs/evidence_article.html", context)

    def _program(self, request: HttpRequest) -> Program:
        given = request.POST.get("program", "")
        program = Program.objects.filter(pk=given).first() if _is_id(given) else None
        if program is None:
            raise Http404(_("그런 사업이 없습니다."))
        return program

    def _tell(self, request: HttpRequest, article: Article, added: Added) -> None:
        number = len(added.rows) + len(added.passages)
        if not number and not added.cases:
            messages.info(request, _("이미 더해져 있어 바뀐 것이 없습니다."))
            return
        what = _("기사 ‘%(headline)s’에서 %(number)s개를 더했습니다.") % {
            "headline": article.headline,
            "number": number,
        }
        self.log_change(request, added.edition, what)
        link = format_html('<a href="{}">{}</a>', edition_url(added.edition), added.edition)
        messages.success(request, format_html("{} {}", what, link))
        if added.cases:
            words = ngettext(
                "서로 다른 값이 %(count)s건 생겼습니다. 어느 쪽이 맞는지 정해 주세요.",
                "서로 다른 값이 %(count)s건 생겼습니다. 어느 쪽이 맞는지 정해 주세요.",
                len(added.cases),
            ) % {"count": len(added.cases)}
            messages.warning(request, words)
        if added.was_approved:
            messages.warning(request, _("승인한 뒤에 고쳤으므로 다시 ‘검토 중’이 되었습니다."))

    # One case

    def change_view(self, request, object_id, form_url="", extra_context=None):
        case = self.get_object(request, object_id)
        if case is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, case):
            raise PermissionDenied
        may_settle = self.has_change_permission(request, case) and self._may_add(request)
        form = SettleForm(request.POST or None)
        if request.method == "POST":
            if not may_settle:
                raise PermissionDenied
            if form.is_valid() and (done := self._settle(request, case, form)):
                return done
        context = self._context(request, case_name(case))
        context |= {"case": case, "form": form, "may_settle": may_settle and case.is_open}
        return TemplateResponse(request, "admin/programs/evidence_case.html", context)

    def _settle(
        self, request: HttpRequest, case: EvidenceCase, form: SettleForm
    ) -> HttpResponse | None:
        try:
            case, changed = settle(case=case, by=request.user, **form.cleaned_data)
        except Refused as refused:
            messages.error(request, str(refused))
            return None
        said = _("‘%(outcome)s’(으)로 정했습니다.") % {"outcome": case.get_outcome_display()}
        self.log_change(request, case, f"{said} {case.reason}")
        if changed is not None:
            self.log_change(request, changed, f"{case_name(case)}: {said}")
            link = format_html('<a href="{}">{}</a>', edition_url(changed), changed)
            messages.success(request, format_html("{} {}", said, link))
        else:
            messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:programs_evidencecase_changelist"))

    # Who may, and what every page has

    def _may_look(self, request: HttpRequest) -> None:
        """The text of articles is for those who work with them."""
        if not request.user.has_perms(["news.view_article", "programs.view_edition"]):
            raise PermissionDenied

    def _may_add(self, request: HttpRequest) -> bool:
        return request.user.has_perms(["programs.change_edition", "programs.add_edition"])

    def _context(self, request: HttpRequest, title: str) -> dict:
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts}


def case_name(case: EvidenceCase) -> str:
    name = case.label.name if case.label else str(_kind_name(case.row_kind))
    return f"{name} ({case.round_key})" if case.round_key else name


def _kind_name(row_kind: str) -> str:
    return MODELS[row_kind]._meta.verbose_name if row_kind in MODELS else row_kind


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def chosen(request: HttpRequest) -> dict:
    """The form's choices as ``add`` takes them. Raises Refused for a basis date that is none."""
    return {
        "findings": request.POST.getlist("finding"),
        "drafts": [_draft_choice(request, key) for key in request.POST.getlist("draft")],
    }


def _draft_choice(request: HttpRequest, key: str) -> DraftChoice:
    try:
        as_of = PartialDateField().to_python(request.POST.get(f"as_of-{key}", ""))
    except ValidationError as error:
        raise Refused(Refusal(f"{_('기준일')}: {error.messages[0]}", key)) from error
    label, kind = (request.POST.get(f"{name}-{key}", "") for name in ("label", "kind"))
    return DraftChoice(key, label.replace("\0", ""), kind, as_of)


def sent_fields(request: HttpRequest) -> dict[str, str]:
    """What was chosen and written, to be shown again."""
    chosen_keys = [*request.POST.getlist("finding"), *request.POST.getlist("draft")]
    return {key: request.POST.get(key, "") for key in request.POST} | dict.fromkeys(chosen_keys, "")
