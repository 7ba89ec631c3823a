import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.models import Article
from programs.actions import new_edition, publish, submit
from programs.models import Edition, FormerSlug, Program
from programs.tests.admin_client import form_of, make_staff, messages_of, page_of, signed_in
from programs.tests.factories import (
    make_article,
    make_draft,
    make_fact,
    make_organization,
    make_program,
    make_region,
    make_term,
)

pytestmark = pytest.mark.django_db
EDITIONS = "/admin/programs/edition/"


def names(response) -> list[str]:
    return [cell.text for cell in page_of(response).select("#result_list .field-name")]


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "address",
    [
        EDITIONS,
        "/admin/programs/program/",
        "/admin/news/article/",
        "/admin/",
        "/admin/programs/organization/",
    ],
)
def test_lists_ask_the_database_no_more_for_more_rows(address):
    client = signed_in("publisher")
    regions = [make_region(code) for code in ("29200", "41610", "2920010100")]
    for region in regions[:2]:
        make_program(region=region)
        make_organization(region=region)
    before = queries(client, address)
    for number in range(12):
        edition = make_program(
            region=regions[number % 3], article=make_article(regions=[regions[number % 3]])
        )
        submit(edition=new_edition(program=edition.program, by=None), by=None)
        make_organization(region=regions[number % 3])
    assert queries(client, address) == before
    assert before <= 25


def test_the_form_asks_no_more_for_the_rounds_of_more_facts():
    client, edition = signed_in("editor"), make_draft()
    address = reverse("admin:programs_edition_change", args=[edition.pk])
    before = queries(client, address)
    for _number in range(5):
        make_fact(edition, article=None)
    # Each autocomplete field asks for the name of what it holds.
    assert queries(client, address) <= before + 5 * 2


def test_the_list_shows_what_is_live_and_worked_on_newest_change_first():
    client = signed_in("editor")
    live = make_program(name="공개된 사업")
    make_program(name="내린 사업")
    Edition.objects.filter(name="내린 사업").update(status="withdrawn", withdrawn_reason="까닭")
    draft = new_edition(program=live.program, by=None)
    Edition.objects.filter(pk=draft.pk).update(name="고치는 사업")
    assert sorted(names(client.get(EDITIONS))) == ["고치는 사업", "공개된 사업"]
    assert set(names(client.get(f"{EDITIONS}?status=all"))) == {
        "고치는 사업",
        "공개된 사업",
        "내린 사업",
    }
    assert names(client.get(f"{EDITIONS}?status=withdrawn")) == ["내린 사업"]


def test_filters():
    user = make_staff("editor")
    client = signed_in()
    client.force_login(user)
    theme = make_term(slug="housing", name="살 곳")
    make_program(name="광산", region=make_region("29200"), themes=[theme])
    make_program(
        name="경기", region=make_region("41610"), phase="pilot", phase_article=make_article()
    )
    late = make_draft(name="늦은", region=make_region("29200"))
    late.facts.update(verified_on="2020-01-01")
    late.involvements.update(verified_on="2020-01-01")
    publish(edition=late, by=user)
    bad = make_program(name="철회", region=make_region("29200"), article=make_article())
    Article.objects.filter(pk=bad.facts.get().article_id).update(state="retracted")

    def found(query):
        return set(names(client.get(f"{EDITIONS}?{query}")))

    assert found("region=29200") == {"광산", "늦은", "철회"}
    assert found("region=41610") == {"경기"}
    assert found("theme=housing") == {"광산"}
    assert found("state=pilot") == {"경기"}
    assert found("check=overdue") == found("check=long_overdue") == {"늦은"}
    assert found("check=unreliable") == {"철회"}
    assert found("by=me") == {"늦은"}
    assert found("q=광산") == {"광산"}


@pytest.mark.parametrize(
    "query", ["status=nonsense", "region=99", "theme=x", "check=x", "by=you", "state=x"]
)
def test_a_misspelt_filter_never_shows_everything(query):
    make_program()
    response = signed_in("editor").get(f"{EDITIONS}?{query}")
    assert (response.status_code, response.url) == (302, f"{EDITIONS}?e=1")


@pytest.mark.parametrize(
    "address",
    [
        f"{EDITIONS}?day__year=999999999999",
        f"{EDITIONS}?last_modified__year=999999999999",
        f"{EDITIONS}?program__slug=x",
        f"{EDITIONS}?q=%00",
        f"{EDITIONS}?q=%ED%A0%80",
        f"{EDITIONS}?unknown__lookup=1",
        f"{EDITIONS}?p=99999999999999999999",
        f"{EDITIONS}99999999999999999999/change/",
        f"{EDITIONS}x/change/",
        f"{EDITIONS}?p=0",
        f"{EDITIONS}?p=-1",
        f"{EDITIONS}99999999999999999999/preview/",
        f"{EDITIONS}1/compare/?with=99999999999",
        "/admin/news/article/?publisher__id__exact=x",
        "/admin/news/article/?confirmed=perhaps",
        "/admin/programs/term/?taxonomy__exact=%00",
        "/admin/autocomplete/?app_label=programs&model_name=fact&field_name=label&term=%00",
        "/admin/autocomplete/?app_label=x&model_name=y&field_name=z",
    ],
)
def test_bad_addresses_are_never_a_fault_of_the_server(address):
    assert signed_in("publisher").get(address).status_code < 500


@pytest.mark.parametrize("text", ["\x00", "\ud800", "가" * 1000, "9" * 400])
def test_bad_input_in_a_form_is_never_a_fault_of_the_server(text):
    client, edition = signed_in("publisher"), make_draft()
    address = reverse("admin:programs_edition_change", args=[edition.pk])
    data = form_of(client.get(address))
    for name in (
        "name",
        "facts-0-number",
        "facts-0-article",
        "facts-0-position",
        "facts-0-as_of",
        "themes",
    ):
        sent = {
            key: [v.encode("utf-8", "surrogatepass") for v in value] for key, value in data.items()
        }
        sent[name] = [text.encode("utf-8", "surrogatepass")]
        response = client.post(address, sent)
        assert response.status_code in {200, 400}, name
    edition.refresh_from_db()
    assert edition.name.startswith("시험 사업")


def test_a_new_program_comes_with_its_first_draft():
    client = signed_in("editor")
    address = reverse("admin:programs_program_add")
    data = form_of(client.get(address)) | {
        "name": "새 사업",
        "summary": "새로 시작하는 사업입니다.",
        "slug": "brand-new",
    }
    response = client.post(address, data, follow=True)
    edition = Edition.objects.get(program__slug="brand-new")
    assert response.redirect_chain[-1][0] == reverse(
        "admin:programs_edition_change", args=[edition.pk]
    )
    assert (edition.name, edition.number, edition.status) == ("새 사업", 1, "draft")
    assert edition.created_by is not None


def test_an_address_that_once_led_elsewhere_is_not_given_again():
    client = signed_in("editor")
    FormerSlug.objects.create(slug="taken", program=make_program().program)
    address = reverse("admin:programs_program_add")
    response = client.post(address, {"name": "새", "summary": "새", "slug": "taken"})
    assert "예전에 쓰던 주소" in page_of(response).select_one(".errorlist").text
    assert not Program.objects.filter(slug="taken").exists()


def test_a_public_address_changes_only_by_renaming_and_the_old_one_redirects(client):
    staff, program = signed_in("editor"), make_program(slug="old-name").program
    form = form_of(staff.get(reverse("admin:programs_program_change", args=[program.pk])))
    assert "slug" not in form
    address = reverse("admin:programs_program_rename", args=[program.pk])
    staff.post(address, {"slug": "new-name"})
    response = client.get("/programs/old-name/")
    assert (response.status_code, response.url) == (301, "/programs/new-name/")
    assert client.get("/programs/new-name/").status_code == 200
    staff.post(address, {"slug": "old-name"})
    assert client.get("/programs/old-name/").status_code == 200
    assert client.get("/programs/new-name/").url == "/programs/old-name/"
    for bad in ("", "한글", "a b", make_program().program.slug, "old-name"):
        assert page_of(staff.post(address, {"slug": bad})).select(".errorlist"), bad


def test_a_term_in_use_is_not_deleted_and_nothing_breaks():
    client = signed_in(is_superuser=True)
    term = make_term(slug="used")
    make_program(themes=[term])
    address = reverse("admin:programs_term_delete", args=[term.pk])
    response = client.post(address, {"post": "yes"}, follow=True)
    assert any("지울 수 없" in text or "할 수 없습니다" in text for text in messages_of(response))
    assert type(term).objects.filter(pk=term.pk).exists()


def test_the_dashboard_says_what_waits():
    client = signed_in("publisher")
    submit(edition=make_draft(name="기다리는 판"), by=None)
    make_article(headline="확인 전 기사", confirmed_at=None)
    page = page_of(client.get("/admin/")).select_one(".tasks")
    assert "기다리는 판" in page.text
    assert "확인 전 기사" in page.text
    for link in page.select("a"):
        assert client.get(link["href"]).status_code == 200
    assert page_of(signed_in().get("/admin/")).select(".tasks") == []


def test_the_groups_have_what_their_names_say():
    make_staff("editor", "publisher")
    editor, publisher = (
        set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))
        for name in ("editor", "publisher")
    )
    assert publisher - editor == {"review_edition", "publish_edition", "withdraw_edition"}
    assert editor <= publisher
    assert not publisher & {f"delete_{name}" for name in ("program", "edition", "term", "article")}
    assert Permission.objects.filter(codename="publish_edition").count() == 1
