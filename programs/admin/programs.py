"""Programs: the identity and the address. A new one comes with its first draft."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.stale_forms import NoLostUpdates, SeenForm
from programs.models import Edition, Program
from programs.renaming import check_free, rename

SLUG_HELP = gettext_lazy(
    "공개 주소가 됩니다. 영어 소문자와 붙임표로 짧게 적습니다. 예: meal-support"
)


class ProgramForm(SeenForm):
    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        check_free(slug, program=self.instance if self.instance.pk else None)
        return slug


class NewProgramForm(ProgramForm):
    name = forms.CharField(label=gettext_lazy("사업 이름"), max_length=200)
    summary = forms.CharField(
        label=gettext_lazy("한 줄 요약"),
        max_length=300,
        help_text=gettext_lazy("누구에게 무엇을 해 주는지 한 문장으로 적습니다."),
    )


class RenameForm(forms.Form):
    slug = forms.SlugField(label=gettext_lazy("새 주소 이름"), max_length=100, help_text=SLUG_HELP)


@admin.register(Program)
class ProgramAdmin(NoLostUpdates):
    form = ProgramForm
    list_display = ["slug", "name_column", "status_column", "parent"]
    list_select_related = ["parent"]
    list_per_page = 50
    search_fields = ["slug", "former_slugs__slug", "editions__name"]
    search_help_text = gettext_lazy("주소 이름(옛 주소도)이나 사업 이름으로 찾습니다.")
    autocomplete_fields = ["parent", "related"]

    def get_queryset(self, request: HttpRequest):
        newest = Edition.objects.order_by("-number").only("name", "number", "status", "program")
        programs = super().get_queryset(request)
        return programs.prefetch_related(Prefetch("editions", newest), "former_slugs")

    def get_fieldsets(self, request: HttpRequest, obj: Program | None = None):
        if obj is None:
            return [(None, {"fields": ["name", "summary", "slug", "parent"]})]
        fields = ["slug", "former_addresses", "parent", "related"]
        return [(None, {"fields": fields}), (_("판"), {"fields": ["editions_list"]})]

    def get_form(self, request: HttpRequest, obj: Program | None = None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = NewProgramForm
        form = super().get_form(request, obj, change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].help_text = SLUG_HELP
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Program | None = None) -> list[str]:
        shown = ["editions_list", "former_addresses"]
        return [*shown, "slug"] if obj is not None and is_public_address(obj) else shown

    @admin.display(description=gettext_lazy("이름"))
    def name_column(self, program: Program) -> str:
        return next((edition.name for edition in program.editions.all()), "–")

    @admin.display(description=gettext_lazy("가장 새로운 판"))
    def status_column(self, program: Program) -> str:
        return next((_edition_link(edition) for edition in program.editions.all()), "–")

    @admin.display(description=gettext_lazy("판"))
    def editions_list(self, program: Program) -> str:
        links = [(_edition_link(edition), edition.name) for edition in program.editions.all()]
        return format_html_join("", "<p>{} {}</p>", links) or _("아직 없습니다.")

    @admin.display(description=gettext_lazy("옛 주소"))
    def former_addresses(self, program: Program) -> str:
        return ", ".join(former.slug for former in program.former_slugs.all()) or "–"

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            edition = Edition.objects.create(
                program=obj,
                number=1,
                name=form.cleaned_data["name"],
                summary=form.cleaned_data["summary"],
                created_by=request.user,
                modified_by=request.user,
            )
            self.log_addition(request, edition, _("새 사업의 첫 판을 만들었습니다."))

    def response_add(self, request: HttpRequest, obj: Program, post_url_continue=None):
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        edition = obj.editions.get()
        self.message_user(request, _("새 사업을 만들었습니다. 이제 내용을 적어 주세요."))
        return HttpResponseRedirect(reverse("admin:programs_edition_change", args=[edition.pk]))

    def get_view_on_site_url(self, obj: Program | None = None) -> str | None:
        is_live = obj is not None and any(edition.is_live for edition in obj.editions.all())
        return obj.get_absolute_url() if is_live else None

    def get_urls(self):
        view = self.admin_site.admin_view(self.rename_view)
        return [path("<int:pk>/rename/", view, name="programs_program_rename"), *super().get_urls()]

    def rename_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        program = self.get_object(request, str(pk))
        if program is None:
            raise Http404(_("그런 사업이 없습니다."))
        if not self.has_change_permission(request, program):
            raise PermissionDenied
        form = RenameForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                return self._rename(request, program, form.cleaned_data["slug"])
            except ValidationError as error:
                form.add_error("slug", error.messages)
        context = {
            **self.admin_site.each_context(request),
            "title": _("주소 바꾸기"),
            "opts": self.opts,
            "original": program,
            "form": form,
        }
        return TemplateResponse(request, "admin/programs/program/rename.html", context)

    def _rename(self, request: HttpRequest, program: Program, slug: str) -> HttpResponse:
        old = program.slug
        program = rename(program=program, slug=slug)
        words = _("주소를 %(old)s에서 %(new)s(으)로 바꾸었습니다. 옛 주소는 새 주소로 이어집니다.")
        words %= {"old": old, "new": slug}
        self.log_change(request, program, words)
        self.message_user(request, words, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:programs_program_change", args=[program.pk]))


def is_public_address(program: Program) -> bool:
    """Whether residents may have kept the address."""
    return any(not edition.is_working for edition in program.editions.all())


def _edition_link(edition: Edition) -> str:
    url = reverse("admin:programs_edition_change", args=[edition.pk])
    words = _("제%(number)s판 (%(status)s)") % {
        "number": edition.number,
        "status": edition.get_status_display(),
    }
    return format_html('<a href="{}">{}</a>', url, words)
