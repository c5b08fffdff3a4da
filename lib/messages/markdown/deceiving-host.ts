import { mixesAlike } from '#lib/text/alike-scripts.ts'

/** A name made of such letters only, before an ending that is Latin. */
const disguised = /^[асԁеһіјӏорԛѕԝхуьпгвкмтнοανρτυικχ\d-]+$/iu
const latin = /^[\x20-\x7e]*$/

const deceives = (label: string, ending: string) =>
  mixesAlike(label) || (!latin.test(label) && latin.test(ending) && disguised.test(label))

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
