"""What staff write at the desk. Every form also works without JavaScript."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.dates import PartialDateFormField
from news.desk.items import FURNITURE, UNKNOWN, Item, Sheet
from news.models import Article, Publisher
from news.reading.decode import MAX_CHARACTERS
from regions.models import Region

MOST_FILES = 20
MOST_PUBLISHERS = 500
ITEM_KINDS = [*Article.Kind.choices, (FURNITURE, gettext_lazy("지면 요소 (기사가 아님)"))]
LEAVE, RECORD, MEND = "leave", "record", "mend"


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.Field):
    """A list of files, each to be judged by itself."""

    widget = ManyFiles

    def clean(self, value) -> list:
        files = [file for file in value or [] if file]
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("한 번에 %(most)d개까지 올릴 수 있습니다. 나누어 올려 주세요.")
                % {"most": MOST_FILES}
            )
        return files


def _publishers():
    return Publisher.objects.all()[:MOST_PUBLISHERS]


class UploadForm(forms.Form):
    files = FilesField(
        label=gettext_lazy("파일"),
        required=False,
        help_text=gettext_lazy(
            "텍스트(.txt), 저장한 웹 페이지(.html), 글자가 있는 PDF. 하나에 20MB까지, 한 번에 20개까지."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("붙여 넣기"),
        required=False,
        max_length=MAX_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("신문 한 면씩 붙여 넣습니다. 빈 줄은 그대로 둡니다."),
    )
    address = forms.URLField(
        label=gettext_lazy("웹 주소"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=gettext_lazy("발행처 자신의 기사 주소. 뒤에서 가져와 읽습니다."),
    )
    publisher = forms.ModelChoiceField(
        Publisher.objects.none(),
        label=gettext_lazy("발행처"),
        required=False,
        empty_label=gettext_lazy("모름 (지면에서 찾습니다)"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["publisher"].queryset = Publisher.objects.all()

    def clean(self):
        cleaned = super().clean()
        given = (cleaned.get("files"), cleaned.get("text", "").strip(), cleaned.get("address"))
        if not self.errors and not any(given):
            self.add_error("files", _("파일을 고르거나, 글을 붙여 넣거나, 주소를 적어 주세요."))
        return cleaned


def in_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


class LinesField(forms.CharField):
    """Text of several lines. A browser ends them with two characters, we keep one."""

    widget = forms.Textarea

    def to_python(self, value) -> str:
        return in_lines(super().to_python(value))


class ItemForm(forms.Form):
    """An item's fields. ``seen`` is the number of the step that the form was made from."""

    kind = forms.ChoiceField(label=gettext_lazy("종류"), choices=ITEM_KINDS)
    headline = forms.CharField(label=gettext_lazy("제목"), max_length=300, required=False)
    deck = LinesField(
        label=gettext_lazy("부제 (한 줄에 하나)"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reporter = forms.CharField(label=gettext_lazy("기자"), max_length=100, required=False)
    is_reporter_uncertain = forms.BooleanField(
        label=gettext_lazy("기자 이름이 불확실함"), required=False
    )
    published_on = PartialDateFormField(
        label=gettext_lazy("보도일"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("아는 만큼만: 2020-10-12, 2024-03, XXXX-08(연도 모름)."),
    )
    date_note = LinesField(
        label=gettext_lazy("보도일의 근거"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    regions = forms.MultipleChoiceField(
        label=gettext_lazy("지역"), required=False, widget=forms.CheckboxSelectMultiple
    )
    add_region = forms.CharField(
        label=gettext_lazy("지역 더하기"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("이름이나 코드. 예: 경기도 광주시, 광산구, 41610."),
    )
    text = LinesField(
        label=gettext_lazy("본문 (직원만 봅니다)"),
        max_length=MAX_CHARACTERS,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    as_printed = forms.CharField(label=gettext_lazy("인쇄된 말"), max_length=200, required=False)
    corrected = forms.CharField(label=gettext_lazy("바로잡은 말"), max_length=200, required=False)
    why = forms.CharField(label=gettext_lazy("까닭"), max_length=300, required=False)
    readings = forms.MultipleChoiceField(
        label=gettext_lazy("적어 둔 교정"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, item: Item, names: dict[str, str], **kwargs):
        """``names``: what the regions that may be chosen are called, by code."""
        super().__init__(
            *args, prefix=f"i{item.key}", initial=initial(item), label_suffix="", **kwargs
        )
        self.item = item
        self.fields["regions"].choices = [
            (place.code, _with_clues(names.get(place.code, place.name), place.clues))
            for place in item.regions
        ]
        self.fields["readings"].choices = [
            (str(number), f"{one.as_printed} → {one.corrected or '?'} ({one.why})")
            for number, one in enumerate(item.readings)
        ]
        for number, place in enumerate(item.open_places):
            self.fields[f"open_{number}"] = _open_field(place, names)
            self.initial[f"open_{number}"] = place.chosen
        for number, offer in enumerate(item.offers):
            self.fields[f"offer_{number}"] = _offer_field(offer)
            self.initial[f"offer_{number}"] = LEAVE

    def clean_deck(self) -> tuple[str, ...]:
        lines = self.cleaned_data["deck"].split("\n")
        return tuple(" ".join(line.split()) for line in lines if line.strip())

    def clean_add_region(self) -> Region | None:
        written = self.cleaned_data["add_region"].strip()
        return region_named(written) if written else None

    def clean(self):
        cleaned = super().clean()
        printed, why = cleaned.get("as_printed"), cleaned.get("why")
        if (cleaned.get("corrected") or why) and not printed:
            self.add_error("as_printed", _("인쇄된 말을 적어 주세요."))
        if printed and not why and "why" not in self.errors:
            self.add_error("why", _("까닭을 적어 주세요."))
        return cleaned

    @property
    def open_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("open_")]

    @property
    def offer_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("offer_")]


def initial(item: Item) -> dict:
    return {
        "kind": item.kind,
        "headline": item.headline,
        "deck": "\n".join(item.deck),
        "reporter": item.reporter,
        "is_reporter_uncertain": item.is_reporter_uncertain,
        "published_on": item.published_on,
        "date_note": item.date_note,
        "regions": [place.code for place in item.regions],
        "text": item.text,
        "readings": [str(number) for number in range(len(item.readings))],
    }


def _with_clues(name: str, clues: tuple[str, ...]) -> str:
    words = ", ".join(f"‘{clue}’" for clue in clues)
    return _("%(name)s (단서: %(clues)s)") % {"name": name, "clues": words} if clues else name


def _open_field(place, names: dict[str, str]) -> forms.ChoiceField:
    choices = [(code, names.get(code, code)) for code in place.codes]
    return forms.ChoiceField(
        label=_("‘%(name)s’은(는) 어느 곳인가요?") % {"name": place.text},
        choices=[("", _("아직 정하지 않음")), *choices, (UNKNOWN, _("지면만으로는 알 수 없음"))],
        required=False,
    )


def _offer_field(offer) -> forms.ChoiceField:
    words = {"printed": offer.as_printed, "corrected": offer.corrected}
    return forms.ChoiceField(
        label=_("‘%(printed)s’ → ‘%(corrected)s’?") % words,
        help_text=offer.why,
        choices=[
            (LEAVE, _("그대로 둠")),
            (RECORD, _("교정으로 적음 (본문은 그대로)")),
            (MEND, _("교정으로 적고 본문도 고침")),
        ],
        required=False,
    )


def region_named(written: str) -> Region:
    """Raises ValidationError for a name of no region, or of several."""
    answer = Region.objects.resolve(written)
    if answer.region is not None:
        return answer.region
    if not answer.candidates:
        raise ValidationError(_("그런 지역을 찾지 못했습니다. 이름이나 코드를 확인해 주세요."))
    codes = [candidate.region.code for candidate in answer.candidates]
    names = Region.objects.filter(code__in=codes).with_parents()
    choices = ", ".join(f"{region} ({region.code})" for region in names)
    raise ValidationError(
        _("여러 곳입니다. 도나 코드를 함께 적어 주세요: %(choices)s") % {"choices": choices}
    )


class PageForm(forms.Form):
    """What holds for the whole page. A new date goes to the items that had the old one."""

    publisher = forms.CharField(label=gettext_lazy("지면의 발행처"), max_length=100, required=False)
    published_on = PartialDateFormField(
        label=gettext_lazy("지면의 보도일"), max_length=20, required=False
    )
    date_reason = LinesField(
        label=gettext_lazy("보도일의 근거"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, sheet: Sheet, **kwargs):
        given = {
            "publisher": sheet.publisher,
            "published_on": sheet.published_on,
            "date_reason": sheet.date_reason[:300],
        }
        super().__init__(*args, prefix="page", initial=given, label_suffix="", **kwargs)
