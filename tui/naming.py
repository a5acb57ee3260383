"""What decisions on a page, and the grounds of them, are called for the user."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tui.corpus.grounds import What
from tui.corpus.reasons import Why
from tui.i18n import _


@cache
def what_words() -> Mapping[What, str]:
    return {
        What.BORDER: _("文章"),
        What.TITLE: _("标题"),
        What.DISTRICT: _("区县市"),
        What.OFFICE: _("街道"),
        What.UNIT: _("单位"),
        What.COMMUNITY: _("社区"),
        What.DATE: _("日期"),
        What.KICKER: _("引题"),
        What.BYLINE: _("署名"),
        What.CAPTION: _("图说"),
        What.HEADING: _("小标题"),
        What.PARAGRAPH: _("段落"),
    }


@cache
def why_words() -> Mapping[Why, str]:
    return {
        Why.GIVEN: _("写明的"),
        Why.FORMAT: _("文件格式标明"),
        Why.MISSING: _("页面没有说"),
        Why.LABEL: _("行首的地名或单位"),
        Why.HEAD: _("标题里有"),
        Why.OFFICE: _("街道所属"),
        Why.OPENING: _("正文开头提到"),
        Why.TEXT: _("正文里有"),
        Why.PAGE: _("同页别处提到"),
        Why.FILE_NAME: _("文件名"),
        Why.LINE: _("单独一行"),
        Why.DATELINE: _("电头"),
        Why.BESIDE_LABEL: _("旁边是地名或单位"),
        Why.NUMBERED: _("带编号"),
        Why.PARALLEL: _("有并列的别的行"),
        Why.UNLIKE: _("没有并列的别的行"),
        Why.WORDED: _("“图为”、“记者”等字样"),
        Why.SCENE: _("谁在做什么"),
        Why.NAMES: _("人名"),
        Why.REPORT: _("“本报讯”、“近日”等开头"),
        Why.SIGNED: _("前后署名的位置"),
        Why.OPEN: _("句子未完"),
        Why.CLOSED: _("句子已完"),
        Why.GAP: _("前后的空行"),
        Why.INDENT: _("缩进"),
        Why.LENGTH: _("长短"),
        Why.FORM: _("句式和标点"),
        Why.SPEECH: _("称呼、问答、引语"),
        Why.SAID: _("与正文用词的重合"),
        Why.FURNITURE: _("版权、来源、电话等字样"),
        Why.PLACED: _("在正文中的位置"),
        Why.AFTER_TEXT: _("前面是正文"),
        Why.BEFORE_TEXT: _("后面是正文"),
        Why.AFTER: _("前一行是什么"),
        Why.BEFORE: _("后一行是什么"),
        Why.SHORT: _("独占一行的短句"),
        Why.PROSE: _("成段的文字"),
        Why.ROW: _("表格的一行"),
        Why.SHAPE: _("只能是这个"),
    }
