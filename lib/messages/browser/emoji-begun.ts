/** What is being named after a colon at the end of this text, from two letters on; null when nothing is. */
export const emojiBegun = (text: string): string | null =>
  /(?:^|[\s(])(:[\p{L}\p{M}\p{N}_+-]{2,30})$/u.exec(text)?.[1]?.slice(1) ?? null
