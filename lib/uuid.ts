const hex = (byte: number) => byte.toString(16).padStart(2, '0')

/**
 * A UUID that begins with the time in milliseconds (RFC 9562, version 7): what one person sends lies side by
 * side in the index that knows it again, and a message costs a page of it less. Not `crypto.randomUUID`,
 * which makes version 4: browsers have it on secure addresses only, and people write over plain HTTP in their
 * own network too.
 */
export const newUuid = (at = Date.now()): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  bytes[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70
  bytes[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80
  const all = at.toString(16).padStart(12, '0') + Array.from(bytes, hex).join('')
  return all.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
