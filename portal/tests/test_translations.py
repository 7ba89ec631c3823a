import gettext
import os

from portal import translations

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "정책"
msgstr "Policy"

#, fuzzy
msgid "기사"
msgstr "Perhaps"
"""


def make_po(folder, text=CATALOGUE):
    po = folder / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text(text, encoding="utf-8")
    return po


def test_a_translation_is_compiled_without_its_guesses(tmp_path):
    po = make_po(tmp_path)

    (mo,) = translations.compile_changed(tmp_path)

    with mo.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("정책") == "Policy"
    assert compiled.gettext("기사") == "기사"
    assert [path.name for path in sorted(po.parent.iterdir())] == ["django.mo", "django.po"]


def test_only_what_changed_is_compiled_again(tmp_path):
    po = make_po(tmp_path)
    (mo,) = translations.compile_changed(tmp_path)

    assert translations.compile_changed(tmp_path) == []

    os.utime(po, (mo.stat().st_mtime + 5,) * 2)
    assert translations.compile_changed(tmp_path) == [mo]
