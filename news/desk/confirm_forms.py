"""The last look before items become articles that residents can see."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.dates import PartialDateFormField
from news.desk.addresses import proposed, romanized
from news.desk.confirming import Decision, address_of, already_there, page_name, publisher_of
from news.desk.items import UNKNOWN, Item, Sheet
from news.desk.page import place_names
from news.models import Article, Publisher, Upload

LINK, FILL, NEW = "link", "fill", "new"


class WholeForm(forms.Form):
    """Who published the page: somebody known, or a new publisher."""

    publisher = forms.ModelChoiceField(
        Publisher.objects.none(),
        label=gettext_lazy("발행처"),
        required=False,
        empty_label=gettext_lazy("새로 적기 (아래 칸)"),
    )
    name = forms.CharField(
        label=gettext_lazy("새 발행처의 이름"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("지면에서 확인되지 않으면 비워 둡니다."),
    )
    slug = forms.SlugField(
        label=gettext_lazy("새 발행처의 주소 이름"),
        max_length=50,
        required=False,
        help_text=gettext_lazy("로마자 소문자, 숫자, 붙임표. 예: namdo-ilbo"),
    )
    domain = forms.CharField(
        label=gettext_lazy("새 발행처의 누리집 도메인"), max_length=200, required=False
    )
    page = forms.CharField(
        label=gettext_lazy("지면의 이름"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("같은 지면에서 온 기사를 묶습니다."),
    )

    def __init__(self, *args, upload: Upload, sheet: Sheet, may_make: bool, **kwargs):
        known = publisher_of(upload, sheet)
        given = {"publisher": known, "page": page_name(upload, sheet)}
        if known is None:
            given |= new_publisher(upload, sheet)
        super().__init__(*args, initial=given, label_suffix="", **kwargs)
        self.may_make = may_make
        self.fields["publisher"].queryset = Publisher.objects.all()

    def clean(self):
        cleaned = super().clean()
        if self.errors or cleaned["publisher"] is not None:
            return cleaned
        if not self.may_make:
            self.add_error(
                "publisher", _("발행처를 골라 주세요. 새 발행처를 만들 권한이 없습니다.")
            )
        elif not cleaned["slug"]:
            self.add_error("slug", _("발행처를 고르거나, 새 발행처의 주소 이름을 적어 주세요."))
        elif Publisher.objects.filter(slug=cleaned["slug"]).exists():
            self.add_error(
                "slug", _("이미 있는 주소 이름입니다. 그 발행처를 고르거나 달리 적어 주세요.")
            )
        return cleaned

    def chosen(self) -> Publisher:
        """The publisher, not yet saved if it is new."""
        data = self.cleaned_data
        return data["publisher"] or Publisher(
            name=data["name"],
            slug=data["slug"],
            domain=data["domain"],
            note=_("지면에서 읽었습니다."),
        )


def new_publisher(upload: Upload, sheet: Sheet) -> dict[str, str]:
    host = (urlsplit(upload.final_address).hostname or "").removeprefix("www.")
    domain = next(iter(sheet.mail_domains), "") or host
    slug = romanized(sheet.publisher) or romanized(domain.partition(".")[0])
    slug = slug or f"unknown-{upload.pk}"
    return {"name": sheet.publisher, "slug": slug[:50], "domain": domain[:200]}


class ArticleForm(forms.Form):
    """One item on its way to being an article."""

    becomes = forms.ChoiceField(
        label=gettext_lazy("이미 있는 기사"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("이미 있는 기사인지 골라 주세요.")},
        choices=[
            (LINK, gettext_lazy("이미 있는 기사로 봅니다 (새로 만들지 않음)")),
            (FILL, gettext_lazy("이미 있는 기사로 보고, 비어 있는 본문(직원 전용)을 채웁니다")),
            (NEW, gettext_lazy("다른 기사입니다 (새로 만듦)")),
        ],
    )
    headline = forms.CharField(label=gettext_lazy("제목"), max_length=300)
    key = forms.SlugField(
        label=gettext_lazy("주소 이름"),
        max_length=100,
        help_text=gettext_lazy("공개 주소에 쓰입니다. 한번 공개하면 바꾸지 않습니다."),
    )
    date_published = PartialDateFormField(
        label=gettext_lazy("보도일"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("아는 만큼만: 2020-10-12, 2024-03, XXXX-08(연도 모름)."),
    )
    date_note = forms.CharField(
        label=gettext_lazy("보도일의 근거"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("공개됩니다. 기사 문장을 길게 옮기지 않습니다."),
    )
    url = forms.URLField(
        label=gettext_lazy("원문 주소"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=gettext_lazy("발행처 자신의 페이지만 적습니다."),
    )
    note = forms.CharField(
        label=gettext_lazy("한 줄 설명"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("우리 말로 쓴 한 줄. 기사 문장을 옮기지 않습니다."),
    )

    def __init__(
        self, *args, item: Item, existing: Article | None, names: dict[str, str], **kwargs
    ):
        super().__init__(*args, prefix=f"i{item.key}", label_suffix="", **kwargs)
        self.item, self.existing = item, existing
        self.places = place_names(item, names)
        if existing is None:
            del self.fields["becomes"]
        elif existing.text:
            choices = self.fields["becomes"].choices
            self.fields["becomes"].choices = [one for one in choices if one[0] != FILL]
        for number, place in enumerate(item.open_places):
            choices = [
                ("", _("골라 주세요")),
                *((code, names.get(code, code)) for code in place.codes),
            ]
            self.fields[f"open_{number}"] = forms.ChoiceField(
                label=_("‘%(name)s’은(는) 어느 곳인가요?") % {"name": place.text},
                choices=[*choices, (UNKNOWN, _("지면만으로는 알 수 없음"))],
                error_messages={
                    "required": _("어느 곳인지 골라 주세요. 모르면 ‘알 수 없음’을 고릅니다.")
                },
            )
            self.initial[f"open_{number}"] = place.chosen

    @property
    def is_link(self) -> bool:
        chosen = self.data.get(self.add_prefix("becomes"))
        return self.existing is not None and chosen in (LINK, FILL)

    def full_clean(self):
        """What an article that exists has already need not be written again."""
        if self.is_bound and self.is_link:
            for name, field in self.fields.items():
                field.required = name == "becomes"
        super().full_clean()

    def clean_key(self) -> str:
        key = self.cleaned_data["key"]
        if key and not self.is_link and Article.objects.filter(key=key).exists():
            raise forms.ValidationError(_("다른 기사가 쓰는 주소 이름입니다. 달리 적어 주세요."))
        return key

    def decision(self, page: str) -> Decision:
        data = self.cleaned_data
        places = tuple(
            replace(place, chosen=data[f"open_{number}"])
            for number, place in enumerate(self.item.open_places)
        )
        item = replace(self.item, open_places=places)
        if self.is_link:
            fills_text = data["becomes"] == FILL
            return Decision(item, existing=self.existing, fills_text=fills_text)
        names = ("headline", "key", "date_published", "date_note", "url", "note")
        return Decision(item, fields={name: data[name] for name in names} | {"page": page})

    @property
    def open_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("open_")]


def article_forms(
    upload: Upload, sheet: Sheet, items: list[Item], names: dict[str, str], data=None
) -> list[ArticleForm]:
    publisher, taken, forms_ = publisher_of(upload, sheet), set(), []
    if data is not None:
        publisher = _publisher_named(data.get("publisher", ""))

    def is_taken(key: str) -> bool:
        return key in taken or Article.objects.filter(key=key).exists()

    for number, item in enumerate(items):
        key = proposed(item.headline, item.published_on, is_taken)
        taken.add(key)
        given = {
            "becomes": LINK,
            "headline": item.headline,
            "key": key,
            "date_published": item.published_on,
            "date_note": item.date_note,
            "url": address_of(upload, sheet) if number == 0 else "",
        }
        existing = already_there(item, publisher)
        forms_.append(ArticleForm(data, item=item, existing=existing, names=names, initial=given))
    return forms_


def _publisher_named(text: str) -> Publisher | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= 18
    return Publisher.objects.filter(pk=int(text)).first() if is_number else None


def keys_are_different(forms_: list[ArticleForm]) -> bool:
    """Marks an address that is written twice."""
    seen: set[str] = set()
    for form in forms_:
        key = form.cleaned_data.get("key")
        if key and not form.is_link and key in seen:
            form.add_error("key", _("위의 기사와 주소 이름이 같습니다. 달리 적어 주세요."))
        seen.add(key or "")
    return all(form.is_valid() for form in forms_)
