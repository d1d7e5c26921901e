"""Who goes by a Western name besides a Chinese or Korean one: Meiling Yang and Grace Yang."""

import re

from . import weighing
from .alike import Match, compare
from .lexicon import bag
from .names import Name, stands_for
from .records import Census, Record

_FAMILIES = bag("""
ai an ao bai bao bian bo cai cao cen chai chan chang chao chau chen cheng cheung chi chiang chiu cho choi
chong chou chow chu chua chuang chun chung cui dai deng ding dong dou du duan fan fang fei feng fong fu fung
gan gao ge geng gong gu guan guo han hao he ho hong hou hsieh hsu hu hua huang hui hung huo ji jia jian jiang
jiao jin jing jung kang kao ke keung kim ko kong koo ku kuang kung kuo kwan kwok kwon kwong lai lam lan lau
law lee lei leong leung lew li lian liang liao lim lin ling liu lo lok long lou lu luk luo lyu ma mai mak mao
mei meng miao mo mok mu ng ngai ni nie ning niu oh ou ouyang pan pang park pei peng ping poon pu qi qian qiao
qin qiu qu quan ran ren rong ruan seo shan shang shao shek shen sheng shi shin shu si situ siu so song su sun
sung szeto tai tam tan tang tao teng teo tian to tong tsai tsang tse tseng tso tsui tu wan wang wei wen weng
wong woo wu xi xia xiang xiao xie xin xing xiong xu xue yam yan yang yao ye yee yeh yeo yeung yi yim yin ying
yip yoo yoon you young yu yuan yue yuen yun zeng zhai zhan zhang zhao zheng zhong zhou zhu zhuang zhuo zong
zou zuo
""")
_SYLLABLE = re.compile(
    r"(?:(?:zh|ch|sh|ts|hs|[bpmfdtnlgkhjqxrzcswy])?"
    r"(?:iang|iong|uang|yeon|eong|yun|ang|eng|ing|ong|ung|uai|iao|ian|uan|eon|eun|oon|ai|ei|ao|ou|an|en|in|un|on"
    r"|ia|ie|iu|ua|uo|ui|ue|ee|oo|ae|a|e|i|u))+"
)


def one_persons(here: list[Record], there: list[Record], book: Census) -> bool:
    """Whether two groups are one person under two given names, and not kin of one family.

    They have a personal mailbox and a mobile in common, at most one has another mobile and at most one another
    mailbox, and no store has a card of each.
    """
    if not {record.book for record in here}.isdisjoint(record.book for record in there):
        return False
    mine, theirs = (frozenset().union(*[one.mobiles for one in side]) for side in (here, there))
    if not (mine <= theirs or theirs <= mine) or not mine & theirs:
        return False
    boxes, others = (frozenset().union(*[one.mails for one in side]) for side in (here, there))
    if not any(weighing.own_mails(a, b) for a in here for b in there) or (boxes - others and others - boxes):
        return False
    return all(_fit(a, b, book) for a in here for b in there)


def _fit(one: Record, other: Record, book: Census) -> bool:
    if weighing.two_birthdays(one, other):
        return False
    if not one.name or not other.name:
        return True
    likeness = compare(one.name, other.name, book.words)
    if not likeness.contrary:
        return True
    alike = likeness.family is Match.SAME and likeness.generation is not Match.DIFFERS
    return alike and _mixed(one.name, other.name)


def _mixed(one: Name, other: Name) -> bool:
    """Whether the family is Chinese or Korean, and so is just one of the given names."""
    families = {"".join(_spelled(name, name.family)) for name in (one, other)}
    return families <= _FAMILIES and _eastern(one) != _eastern(other)


def _eastern(name: Name) -> bool:
    if any(stands_for().get(word) for word in name.given[:1]):
        return False
    return all(_SYLLABLE.fullmatch(word) for word in _spelled(name, name.given))


def _spelled(name: Name, words: tuple[str, ...]) -> list[str]:
    return [name.letters.get(word, word) for word in words]
