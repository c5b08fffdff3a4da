/** Scripts of which some letters look like those of another. */
const alike = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Lisu}/u,
]
/** A name made of such letters only, before an ending that is Latin. */
const disguised = /^[асԁеһіјӏорԛѕԝхуьпгвкмтнοανρτυικχ\d-]+$/iu
const latin = /^[\x20-\x7e]*$/

const deceives = (label: string, ending: string) =>
  alike.filter((script) => script.test(label)).length > 1 ||
  (!latin.test(label) && latin.test(ending) && disguised.test(label))

/**
 * The name that a link leads to, where what is written looks like another one: letters of
 * several scripts in a word, or foreign ones that are taken for Latin. Null where it does not.
 */
export function nameBehind(written: string, href: string): string | null {
  const [, host = ''] = /^(?:[a-z]+:\/\/)?(?:[^/?#@]*@)?([^/?#:]*)/i.exec(written) ?? []
  const labels = host.normalize('NFKC').split('.')
  const ending = labels.at(-1) ?? ''
  return labels.some((label) => deceives(label, ending)) ? (URL.parse(href)?.hostname ?? null) : null
}
