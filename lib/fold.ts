/** The zeros of scripts that people write numbers in today; the other digits come after each. */
const zeros = [...'٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐']
const digits = Object.fromEntries(
  Array.from({ length: 10 }, (_, digit) => [
    String(digit),
    zeros.map((zero) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + digit)).join(''),
  ]),
)

/** What people take for the same when they read or type it, each with the one that stands for it. */
const alike = new Map(
  Object.entries({
    "'": '‘’‚‛‹›ʹʻʼʽˈ′‵՚׳＇',
    '"': '“”„‟″‶״«»',
    '-': '‐‑‒–—―−﹣',
    // Both are the small form of a capital that has another one too.
    i: 'ı',
    σ: 'ς',
    // Two keyboards, one letter: the Persian and the Arabic one; and endings that are written either way.
    ي: 'یىے',
    ك: 'ک',
    ه: 'ةہھەۃ',
    ا: 'ٱ',
    // Letters that people without them on their keys write so.
    ae: 'æ',
    oe: 'œ',
    o: 'ø',
    l: 'ł',
    d: 'đð',
    h: 'ħ',
    th: 'þ',
    ss: 'ß',
    t: 'ŧ',
    n: 'ŋ',
    // Digits of other scripts count the same.
    ...digits,
  }).flatMap(([one, others]) => Array.from(others, (other) => [other, one] as const)),
)
const others = new RegExp(`[${[...alike.keys()].join('')}]`, 'gu')
/** Marks, what shows nothing, and the stroke that only makes Arabic words longer. */
const besides = /[\p{M}\p{Default_Ignorable_Code_Point}\u0640]/gu

/** In which there is nothing to fold but capitals. */
const plain = /^[!-~]+(?: [!-~]+)*$/

/**
 * Text as it is compared when somebody looks for it: without accents, capitals and what cannot be seen, in
 * one width and one way of writing, the same on every database. A fold is its own fold.
 */
export const fold = (text: string): string =>
  plain.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(besides, '')
        .toLowerCase()
        .replace(others, (sign) => alike.get(sign) ?? sign)
        .replace(/\s+/g, ' ')
        .normalize('NFC')

/** Raised whenever it folds otherwise than before: what is kept folded is folded anew (refold.ts). */
export const foldVersion = 4
