"""Frames of JSON between the marker and a room: a length, then text. Nothing that arrives is ever more than data."""

from __future__ import annotations

import json
import select
import socket
import struct
import time
from typing import Any

MAX_FRAME = 8 << 20  # bytes that the marker accepts from a room in one piece
MOST_PARTS = 300_000  # lists and records in such a piece: each takes time and memory
MAX_REQUEST = 64 << 20  # bytes that a room accepts from the marker
_HEAD = struct.Struct(">I")


class Broken(Exception):
    """The other side is gone, too slow, or sent what is no frame; the message is a sentence's end for people."""


def send(channel: socket.socket, message: dict[str, Any], seconds: float = 20.0) -> None:
    """Send one message.

    Raises
    ------
    Broken
        When the other side does not take it within the time.
    """
    raw = json.dumps(message, ensure_ascii=False).encode("utf-8", "backslashreplace")
    channel.settimeout(seconds)
    try:
        channel.sendall(_HEAD.pack(len(raw)) + raw)
    except OSError:
        raise Broken("it stopped listening") from None


def receive(channel: socket.socket, seconds: float | None, limit: int = MAX_FRAME) -> dict[str, Any]:
    """Receive one message.

    Parameters
    ----------
    channel : socket
        A connected stream.
    seconds : float or None
        Time for the whole frame; None waits for ever, which only a room does.
    limit : int
        Most bytes accepted.

    Raises
    ------
    Broken
        When nothing came in time, the other side ended, or what came is too large or no record.
    """
    end = None if seconds is None else time.monotonic() + seconds
    (size,) = _HEAD.unpack(_exactly(channel, _HEAD.size, end))
    if size > limit:
        raise Broken("it sent more than can be kept")
    raw = _exactly(channel, size, end)
    if limit <= MAX_FRAME and raw.count(b"[") + raw.count(b"{") > MOST_PARTS:
        raise Broken("it sent what cannot be read")
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError, MemoryError):
        raise Broken("it sent what cannot be read") from None
    if not isinstance(found, dict):
        raise Broken("it sent what cannot be read")
    return found


def silent(channel: socket.socket) -> bool:
    """Tell whether nothing lies in the channel; a room speaks only when asked."""
    return not select.select([channel], [], [], 0)[0]


def _exactly(channel: socket.socket, size: int, end: float | None) -> bytes:
    found = bytearray()
    while len(found) < size:
        left = None if end is None else end - time.monotonic()
        if left is not None and left <= 0:
            raise Broken("it took longer than the time limit")
        channel.settimeout(left)
        try:
            piece = channel.recv(min(1 << 20, size - len(found)))
        except TimeoutError:
            raise Broken("it took longer than the time limit") from None
        except OSError:
            piece = b""
        if not piece:
            raise Broken("its process ended")
        found += piece
    return bytes(found)
