"""What a block is, by itself: running text, a heading, a caption, an advertisement or the page's furniture.

Only marks that any Korean paper or site uses are looked at. What a block is *for* (whose heading, whose
continuation) is decided in `assembly`, which sees its neighbours.
"""

from __future__ import annotations

import re
from enum import Enum

from news.reading.blocks import Block, ends_sentence, is_credit
from news.reading.bylines import trailing_byline
from news.reading.furniture import is_furniture
from news.reading.korean import tokens


class Role(Enum):
    PROSE = "prose"
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    ADVERT = "advert"
    NOTICE = "notice"
    FURNITURE = "furniture"


_PHONE = re.compile(
    r"(?<![\d.])(?:0\d{1,2}\s?[-.)]\s?\d{3,4}\s?[-.]\s?\d{4}|1[4-9]\d{2}\s?[-.]\s?\d{4}|080-\d{3,4}-\d{4})(?!\d)|☎|☏"
)
_NOTICE = re.compile(
    r"(?:공고|고시)\s?제\s?\d{4}\s?[-–]\s?[\d○]+\s?호|다음과 같이 (?:공고|고시|공시)|^(?:입찰|채용|분양|결산|매각|열람|변경)?\s?공\s?고$"
)
_OFFER = re.compile(
    r"매입|매매|분양|임대|할인|특가|무료\s?(?:상담|배송|견적)|상담|문의|배달|배송|대출|가맹|체인점|수강생|시공|견적|예약|판매|수리|대리점|주문|당일|환영합니다|드립니다|해드려|모십니다"
    r"|㈜|\(주\)|\(유\)|면허|카드\s?결제|입금|계좌|\d원부터|전문점|전문기업|전시장|꽃배달|화환|증정|이벤트|선착순\s?마감|오픈|개업|이전\s?안내"
)
_CONTACT = re.compile(
    r"(?<![A-Za-z])(?:TEL|Tel|FAX|Fax|H\.P)(?![A-Za-z])|영업\s?시간|오시는\s?길|상담\s?전화|문의\s?전화|\d+%\s?할인"
)
_POLITE = re.compile(
    r"(?:니다|세요|에요|예요|까요|시오|십시오|바랍니다|드려요)\s*[.!]*\s*(?=$|[^가-힣”’\"'라고며면])"
)
_PLAIN_END = re.compile(r"[가-힣](?<!니)다\.(?=[\s”’\"')]|$)")
_LONGEST_OFFER = 60
_BULLET = re.compile(r"^(?:[-●○◎▣■□◆◇★☆※▶•·▷✔]|\d{1,2}[.)])\s*\S")
_CAPTION_CREDIT = re.compile(
    r"(?:[(<〈《\[/]\s?[^()<>\[\]/.]{1,25}(?:제공|촬영|DB|캡처|자료사진|자료)\s*[)>〉》\]]?|[(<〈《\[/]?\s?사진\s?(?:제공)?\s?[=:/]\s?[^()<>.]{1,25}[)>〉》\]]?"
    r"|(?<=\.)\s[가-힣·]{2,12}(?:\s[가-힣·]{1,8})?\s제공|ⓒ\s?\S{1,20}|[/(<\[]\s?[가-힣]{2,6}(?:뉴스|통신|시스|뉴시스)\s?[)>\]]?)\s*$"
)
_CAPTION_MARK = re.compile(r"^(?:[▲△◀▶▼◁▷]\s?\S|사진은\s|\[사진\]|\(사진\)|사진설명|<사진)")
_SCENE = re.compile(
    r"(?:사진|모습|전경|장면|조감도|포스터|위치도|배치도|현판|안내도|홍보물|기념촬영|단체사진)$"
)
_SCENE_SENTENCE = re.compile(
    r"(?:고 있다|모습이다|모습\.|기념\s?촬영을? (?:하고 있다|했다)|포즈를 취하고 있다|열리고 있다|조감도|전경)\.?[”’\"')]*$"
)
_POSE = re.compile(r"기념\s?(?:사진|촬영)을?\s?(?:하고 있다|했다|찍고 있다)\.|포즈를 취하고 있다\.")
_DAY_SCENE = re.compile(
    r"(?:지난 )?\d{1,2}일\s?(?:오전|오후|밤|새벽|낮)?[^.]{0,60}(?:에서|을 찾은|를 찾은|열린)\s"
)
_PICTURE_LABEL = re.compile(
    r"[\[<〈《【(]\s?(?:포토|사진|화보|카메라)[^\]>〉》】)]{0,6}[\]>〉》】)]"
)
_CAPTION_LENGTH = 260


def role_of(block: Block) -> Role:
    """The role that the block's own words speak for. PROSE and HEADING are the two that context may overturn."""
    text = block.text
    for role, holds in _RULES:
        if holds(block, text):
            return role
    return Role.PROSE if is_prose(text) else Role.HEADING


def is_prose(text: str) -> bool:
    """Running text, whole or cut: it has a sentence in it, or the particles of one."""
    if ends_sentence(text) or re.search(r"[가-힣]다\.[”’\"']?\s?[^\s.”’\"']", text):
        return True
    return len(text) >= 90 or (len(text) >= 28 and fragment_weight(text) >= 2)


def fragment_weight(text: str) -> float:
    """How much a short text without an end looks like a piece of a sentence (2 and more) rather than a heading (below 0)."""
    found = tokens(text)
    if not found:
        return 0
    tags = [token.tag for token in found]
    weight = 2.0 * ("JX" in [token.tag for token in found if token.form in ("은", "는")])
    weight += sum(tag in ("JKO", "JKS", "JKG", "JKB", "JC") for tag in tags) - 1
    weight += 0.5 * tags.count("ETM") + 0.5 * tags.count("EC")
    weight += 1.5 * (tags[-1] in ("JKO", "JKS", "JX", "JKG", "ETM", "EP", "JC"))
    weight -= 2 * bool(re.search(r"…|\.\.|[‘“'\"].*[’”'\"]$|[!?]$", text)) + 1.5 * (
        tags[-1] == "EF"
    )
    return weight


def _is_notice(block: Block, text: str) -> bool:
    return (
        bool(_NOTICE.search(text))
        and len(text) < 400
        and not re.search(r"밝혔다|[가-힣]었다\.|했다\.", text)
    )


def reports(text: str) -> bool:
    """Plain sentences, or a piece of one as long as offers' lines never are: an article may give a phone number."""
    if _PLAIN_END.search(text):
        return True
    is_long = len(text) >= _LONGEST_OFFER and not _POLITE.search(text)
    return is_long and fragment_weight(text) >= 2


def is_advert_line(text: str) -> bool:
    """Holds what only offers hold: a phone number, a polite sentence that offers, a list sign with goods, a company."""
    if reports(text):
        return False
    if (_PHONE.search(text) or _CONTACT.search(text)) and not trailing_byline(text):
        return True
    return (
        len(text) < 120
        and bool(_OFFER.search(text))
        and bool(_POLITE.search(text) or re.search(r"㈜|\(주\)|\(유\)|면허|\d원부터", text))
    )


def _is_advert(block: Block, text: str) -> bool:
    if any(is_advert_line(line.text) for line in block.lines):
        return len(block.text) < 500
    letters = [line for line in block.lines if len(line.text) == 1]
    bullets = [line for line in block.lines if _BULLET.match(line.text)]
    return len(letters) >= 3 or (len(bullets) >= 3 and len(bullets) * 2 > len(block.lines))


def has_phone(text: str) -> bool:
    return bool(_PHONE.search(text))


def is_polite(text: str) -> bool:
    """A sentence that addresses the reader (…합니다, …하세요), as reports never do outside quotations."""
    return bool(_POLITE.search(text)) and not re.search(r"[었했한된는]다\.", text)


def is_caption(text: str) -> bool:
    """One or two sentences, or a noun phrase, that say what a picture shows."""
    if len(text) > _CAPTION_LENGTH or text.count("다.") > 3:
        return False
    if _CAPTION_CREDIT.search(text) or _CAPTION_MARK.match(text):
        return True
    if _POSE.search(text) and text.count("다.") == 1:
        return True
    byline = trailing_byline(text)
    body = text[: byline.start].rstrip() if byline else text
    if (
        byline
        and body
        and body.count("다.") == 1
        and (_SCENE_SENTENCE.search(body) or _DAY_SCENE.match(body))
    ):
        return True
    return len(text) < 40 and bool(_SCENE.search(text))


def announces_picture(text: str) -> bool:
    return bool(_PICTURE_LABEL.match(text))


def is_scene(text: str) -> bool:
    """A whole sentence that could be a caption, if something speaks for it besides its words."""
    return (
        len(text) <= _CAPTION_LENGTH
        and ends_sentence(text)
        and text.count("다.") <= 2
        and bool(_SCENE_SENTENCE.search(text))
    )


_RULES = (
    (Role.BYLINE, lambda block, text: block.byline is not None and not block.lines_without_byline),
    (Role.CREDIT, lambda block, text: is_credit(text)),
    (Role.NOTICE, _is_notice),
    (Role.FURNITURE, lambda block, text: all(is_furniture(line.text) for line in block.lines)),
    (Role.CAPTION, lambda block, text: is_caption(text)),
    (Role.ADVERT, _is_advert),
)
