/** A whole text as one frame of a server: not masked, in one part (RFC 6455, 5.2). */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text)
  const start = bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(start + bytes)
  frame[0] = finalText
  if (start === 2) frame[1] = bytes
  else if (start === 4) {
    frame[1] = 126
    frame.writeUInt16BE(bytes, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(bytes), 2)
  }
  frame.write(text, start, 'utf8')
  return frame
}

const finalText = 0x81
