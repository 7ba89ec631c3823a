"""Lines that belong to the page or the site, not to any article: mastheads, menus, weather, section names, small print.

Every pattern is a word or a form that papers and news sites in general use; no paper, person or place is named.
"""

from __future__ import annotations

import re

FULL_DATE = re.compile(r"(?:19|20)\d{2}\s?[.년/-]\s?\d{1,2}\s?[.월/-]\s?\d{1,2}\s?[일.]?")
_WEATHER = re.compile(r"-?\d+(?:\.\d)?\s?(?:℃|°C)")
# A newspaper's box: "광주 14~27도 맑음", "오늘의 날씨".
_FORECAST = re.compile(
    r"^[가-힣 ·]{0,12}-?\d{1,2}\s?[~∼/]\s?-?\d{1,2}\s?(?:도(?![가-힣]))?[가-힣 ·]{0,8}$|^(?:오늘|내일|주간|주말|이번\s?주|지역)의?\s?날씨\b"
)
_SKY = re.compile(r"맑음|흐림|구름|(?<![가-힣])[비눈](?![가-힣])|소나기|안개|\d도|날씨")
_MENU = re.compile(
    r"더보기|검색창|로그인|회원가입|최신\s?기사|많이\s?본|인기\s?기사|주요\s?(?:뉴스|기사)|관련\s?기사|기사\s?제보|제보하기|구독\s?신청"
    r"|지면\s?보기|전체\s?메뉴|전체\s?기사|글자\s?크기|글씨\s?크기|기사\s?공유|공유하기|스크랩|댓글|목록으로|이전\s?기사|다음\s?기사|다른\s?기사"
    r"|맨\s?위로|TOP|개인정보|이용약관|청소년\s?보호|저작권|무단\s?전재|재배포\s?금지|[Cc]opyright|All [Rr]ights|사이트맵|RSS|기상청 제공"
    r"|등록번호|등록일자|발행인|편집인|인쇄인|발행소|구독료|모바일|페이스북|트위터|카카오톡?|네이버|기사입력|최종수정|입력\s?[:\d]|수정\s?[:\d]"
    r"|승인\s?\d|조회수|오피니언|포토뉴스|뉴스레터|알림마당|기자명\s|기사\s?보내기|바로가기|복사하기|URL\s?복사|링크\s?복사|본문\s?글씨"
    r"|(?:줄이기|키우기)$|안\s?본\s?뉴스|최종\s?편집|(?:상단|하단|중단)?여백$|좋아요|싫어요|슬퍼요|작성자\s|작성일|첨부\s?파일|조회\s?\d|담당\s?부서|이전\s?글|다음\s?글|만족도\s?조사|매우\s?만족|목록$|실시간\s?뉴스|카드뉴스|이\s?기사를\s?공유"
)
_SMALL_PRINT = re.compile(
    r"등록번호|발행인|첨부\s?파일|작성일|담당\s?부서|이전\s?글|다음\s?글|만족도\s?조사|[Cc]opyright|All [Rr]ights|무단\s?전재|입력\s?[:\d]|승인\s?\d|기사입력|최종수정"
)
# From here on a site shows other articles, not more of this one.
_AFTER_ARTICLE = re.compile(
    r"더보기|최신\s?기사|많이\s?본|인기\s?기사|주요\s?(?:뉴스|기사)|관련\s?기사|다른\s?기사|이전\s?기사|댓글|저작권|무단\s?전재|[Cc]opyright|포토뉴스"
)
_SECTION_WORD = (
    r"(?:정치|경제|사회|문화|생활|라이프|스포츠|체육|연예|국제|세계|종합|지역|지방|지방자치|자치|자치구|행정|교육|의회|오피니언|칼럼|사설|기획"
    r"|특집|기고|보도자료|단신|브리핑|게시판|포토|사진|사람|사람들|인물|피플|동정|인사|부음|알림|날씨|운세|TV|건강|복지|환경|농업|농수산|관광|여행|과학|IT|산업|금융|부동산"
    r"|증권|전국|수도권|경기|인천|서울|호남|영남|충청|강원|제주|뉴스|홈|기사)"
)
_SECTION = re.compile(
    rf"(?:\d{{1,2}}\s?면?\s)?{_SECTION_WORD}(?:\s?[·/|&•,>-]?\s?{_SECTION_WORD})*(?:면|란|소식)?\s*[·•|]?\s*\d{{0,2}}$"
)
_CRUMBS = re.compile(
    r"(?:HOME|Home|홈|처음)\s?[>»›]|(?:HOME|Home)(?:\s[가-힣·]{2,6}){1,3}$|[가-힣·]{2,8}(?:\s?[>»›]\s?[가-힣·]{2,8}){1,3}$"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
# What a browser prints above a page: the moment, and the title of its tab.
_TAB = re.compile(
    r"20\d{2}[.-]\s?\d{1,2}[.-]\s?\d{1,2}\.?\s(?:오[전후]\s)?\d{1,2}:\d{2}\s|.{4,90}\s[<|-]\s.{0,40}기사\s?본문"
)
_TAGS = re.compile(r"(?:#[^\s#]{1,20}\s?)+$")
_SINCE = re.compile(r"(?i:since)\s?\d{4}\b.{0,20}$")
# Appointments and the like: names in a row, each after a sign.
_ROLL = re.compile(r"[^△▽]{0,20}(?:[△▽]\s?[^△▽.]{2,40}){2,}$")
_PAGE_MARK = re.compile(r"(?:제\s?[\d,]{2,6}\s?호|[A-D]?\d{1,2}\s?면?|[-|]\s?\d{1,2}\s?[-|])$")
_MASTHEAD = re.compile(
    r"제\s?[\d,]{3,6}\s?호|[월화수목금토일]요일|www\.|\.co\.kr|\.com|창간|대표\s?전화|구독|발행"
)
_ISSUE = re.compile(r"제\s?[\d,]{3,6}\s?호")
_PAPER_KIND = r"(?:일보|신문|뉴스|타임즈|타임스|저널|투데이|데일리|매일|헤럴드|통신|경제|미디어|시보|신보|포스트|프레스)"
PAPER_NAME = re.compile(
    rf"[가-힣A-Za-z]{{1,8}}{_PAPER_KIND}(?=$|\s*(?:www\.)?[\w.]+\.(?:kr|com|net)$)"
)
_PAPER_IN_LINE = re.compile(rf"(?<![가-힣A-Za-z])[가-힣A-Za-z]{{1,8}}{_PAPER_KIND}(?![가-힣])")
_PHONE = re.compile(r"\d{2,4}-\d{3,4}-\d{4}")
_LIST_SIGNS = "•·▪■□◆◇●○▶▷▣※- "
_WEEKDAY_SIGNS = " ()[]|.,월화수목금토일요:"


def is_furniture(text: str) -> bool:
    text = " ".join(text.split()).lstrip(_LIST_SIGNS)
    if len(text) > 120:
        return False
    if any(
        form.match(text)
        for form in (
            _SECTION,
            _CRUMBS,
            _ADDRESS,
            _TAB,
            _TAGS,
            _ROLL,
            _SINCE,
            _PAGE_MARK,
            PAPER_NAME,
        )
    ):
        return True
    if _WEATHER.search(text) or (_FORECAST.match(text) and _SKY.search(text)):
        return True
    return _is_menu(text) or _is_date_line(text) or _is_masthead(text)


def _is_menu(text: str) -> bool:
    words = _MENU.findall(text)
    if not words or re.search(r"[가-힣]다\.$", text):
        return False
    return len(text) <= 14 or len(words) > 1 or bool(_SMALL_PRINT.search(text))


def _is_date_line(text: str) -> bool:
    """Nothing but a full date, perhaps with its weekday, the page's number and its section."""
    date = FULL_DATE.search(text)
    if date is None:
        return False
    rest = text.replace(date.group(), " ").strip(_WEEKDAY_SIGNS)
    return len(rest) <= 2 or bool(_SECTION.match(rest))


def _is_masthead(text: str) -> bool:
    if len(text) >= 60 or re.search(r"[가-힣]다\.$", text):
        return False
    date = FULL_DATE.search(text)
    rest = text.replace(date.group(), "") if date else text
    has_sign = bool(_MASTHEAD.search(rest))
    return has_sign and (
        date is not None or (len(text) < 30 and not _PHONE.search(text) and _is_short_print(rest))
    )


def _is_short_print(text: str) -> bool:
    """An issue number or a web address; a weekday or a word alone is not enough without a date."""
    return bool(re.search(r"제\s?[\d,]{3,6}\s?호|www\.|\.co\.kr|\.com", text)) and "@" not in text


def papers_in(text: str) -> list[str]:
    """Names of papers in a masthead: alone in its line, or beside the date or the issue's number."""
    if PAPER_NAME.match(text) is None and not (FULL_DATE.search(text) or _ISSUE.search(text)):
        return []
    return [name for name in _PAPER_IN_LINE.findall(text) if not _SECTION.match(name)]


def is_masthead(text: str) -> bool:
    """A paper's name, an issue's number or a page's number: no site has them at its top."""
    return bool(
        papers_in(text) or _ISSUE.search(text) or re.fullmatch(r"[A-D]?\d{1,2}\s?면?", text)
    )


def is_weather(text: str) -> bool:
    return bool(_WEATHER.search(text))


def is_menu(text: str) -> bool:
    return is_furniture(text) and bool(_MENU.search(text))


def leads_elsewhere(text: str) -> bool:
    """A menu word after which a site lists other articles."""
    return len(text) < 120 and bool(_AFTER_ARTICLE.search(text)) and is_furniture(text)
