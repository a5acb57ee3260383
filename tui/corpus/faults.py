"""Why a file can't be read or written: words for the user, with what to do about it."""

from __future__ import annotations

import errno

from tui.i18n import _


def not_text(error: ValueError) -> str:
    """Why bytes that `decode` refused are no page."""
    from tui.corpus.encoding import BinaryError

    match error:
        case BinaryError(kind="ZIP"):
            return _("是 ZIP 文件，Word 的 .docx 也是；文稿的名字要以 .docx 结尾")
        case BinaryError(kind="OLE"):
            return _("是旧式 Office 文件（.doc、.wps、.xls）；请另存为 .docx")
        case BinaryError(kind="PDF"):
            return _("是 PDF 文件；请先转成文本或 .docx")
        case BinaryError(kind=str(kind)):
            return _("是 {kind} 文件，不是文本").format(kind=kind)
    return _(
        "不是文本文件（UTF-8、GB18030、Big5 或 UTF-16）；别的编码请用 --encoding 指定"
    )


def reason(error: OSError) -> str:
    """Why the system refused a file or a folder."""
    match error:
        case FileNotFoundError():
            return _("没有这个文件或文件夹；请检查路径")
        case PermissionError() | IsADirectoryError():
            return _("没有权限；请检查文件和文件夹的权限")
    known = {
        errno.ELOOP: _("链接绕成了圈"),
        errno.EIO: _("读写出错；请检查磁盘或网络"),
        errno.ENOSPC: _("磁盘已满"),
        errno.EDQUOT: _("磁盘配额已满"),
        errno.EROFS: _("磁盘只读"),
        errno.ENAMETOOLONG: _("名字太长"),
        errno.ENOTDIR: _("上级不是文件夹"),
        errno.EMFILE: _("打开的文件太多；请关掉一些程序"),
        errno.ESTALE: _("网络盘断开过；请重新打开"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)
