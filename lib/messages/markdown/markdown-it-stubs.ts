/** In pages this stands for what markdown-it would load for rules that are off here (next.config.ts). */
export default {}
export const decodeHTMLStrict = (text: string): string => text
export const encode = (text: string): string => text
export const decode = encode
export const format = encode
export const parse = encode
