#!/usr/bin/env python3
"""RNNoise 0.2's own trained model as a weight blob, out of a WebAssembly build of the library, which holds it as constants.

    npm pack @shiguredo/rnnoise-wasm@2025.1.5 && tar xzf shiguredo-rnnoise-wasm-2025.1.5.tgz
    python3 tests/PyTorchExport/rnnoise02_wasm.py package/dist/rnnoise.js weights_blob.bin
    dotnet run -c Release --project src/TinyRnn.Tool -- import weights_blob.bin --class Denoiser

Takes the module itself (.wasm), or JavaScript that carries it in base64. The table of arrays (name, type, bytes, place) is found by its first entry's name; each
entry becomes a record of the blob: 64 bytes of header, then the array, padded to 64 bytes.
"""

import base64
import re
import struct
import sys

FIRST_ARRAY = b"conv1_weights_float\0"
ENTRY = struct.Struct("<IIII")
MEMORY = 64 << 20


def module(path):
    """The WebAssembly module in a file."""
    content = open(path, "rb").read()
    if content.startswith(b"\0asm"):
        return content
    texts = re.findall(rb"[A-Za-z0-9+/=]{1000,}", content)
    for text in sorted(texts, key=len, reverse=True):
        decoded = base64.b64decode(text + b"=" * (-len(text) % 4))
        if decoded.startswith(b"\0asm"):
            return decoded
    sys.exit(f"{path} holds no WebAssembly module")


def number(code, place, signed=False):
    """A number of 7 bits a byte, and the place behind it."""
    value = shift = 0
    while True:
        byte = code[place]
        place += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            break
    if signed and byte & 64:
        value -= 1 << shift
    return value, place


def memory(code):
    """What the module's memory holds at first: its data segments, each at its place."""
    image = bytearray(MEMORY)
    place = 8
    while place < len(code):
        section = code[place]
        length, place = number(code, place + 1)
        if section == 11:
            count, at = number(code, place)
            for _ in range(count):
                kind, at = number(code, at)
                if kind != 0 or code[at] != 0x41:
                    sys.exit("a data segment whose place is no constant: this build cannot be read")
                begin, at = number(code, at + 1, signed=True)
                size, at = number(code, at + 1)
                image[begin:begin + size] = code[at:at + size]
                at += size
        place += length
    return image


def arrays(image):
    """Name, type and bytes of each array in the table."""
    text = image.find(FIRST_ARRAY)
    table = image.find(struct.pack("<I", text)) if text > 0 else -1
    if table < 0:
        sys.exit("no table of RNNoise 0.2's arrays: another version, or one that loads its weights from a file")
    while True:
        name, kind, size, place = ENTRY.unpack_from(image, table)
        if name == 0:
            return
        yield bytes(image[name:image.index(0, name)]), kind, bytes(image[place:place + size])
        table += ENTRY.size


def main():
    source, target = sys.argv[1:]
    count = 0
    with open(target, "wb") as blob:
        for name, kind, values in arrays(memory(module(source))):
            padded = (len(values) + 63) // 64 * 64
            blob.write(b"DNNw" + ENTRY.pack(0, kind, len(values), padded) + name.ljust(44, b"\0"))
            blob.write(values.ljust(padded, b"\0"))
            count += 1
    print(f"wrote {target}: {count} arrays")


main()
