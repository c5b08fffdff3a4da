import { LinkifyIt, REBuilder } from 'linkify-it'
import { addressEnd } from './address-end.ts'
import { safeLink } from './links.ts'

/** `href` is null where it would lead nowhere. */
export type Address = { from: number; to: number; href: string | null }

/**
 * What linkify-it takes for a host, said for a conversation: names within networks may have "_", text of
 * scripts without spaces may stand right before an address, and none of our signs is part of a host.
 */
class Hosts extends REBuilder {
  override get_pseudo_letter() {
    const symbols = '[\\u2000-\\u2bff\\ufe00-\\ufe0f\\uff5c]|[\\ud83c-\\ud83e][\\udc00-\\udfff]'
    const no = `[\\0-\\x2f:-@[-\`{-\\x7f]|${symbols}|${this.src_ZPCc}`
    return new RegExp(`(?:(?!${no})(?:${this.src_Any}))`)
  }
  override get_domain() {
    const letter = this.get_pseudo_letter().source
    return new RegExp(`${letter}(?:-*${letter})*`)
  }
  override get_url_host_port() {
    const letter = `(?:_|${this.get_pseudo_letter().source})`
    // Persian and Indic names have joiners between their letters (RFC 5892, A.1 and A.2).
    const name = `${letter}(?:(?:\\.|-+|[\\u200c\\u200d])?${letter})*(?:\\.(?=[/?#]))?`
    // What goes on after a sign that we have in no host would lead to another one.
    const sign = '(?:[\\u2600-\\u27bf]|[\\ud83c-\\ud83e][\\udc00-\\udfff])\\ufe0f?'
    const end = `(?![-.]*${letter}|:\\d|${sign}\\.${letter})`
    return new RegExp(`(?:${this.get_ipv6_url_host().source}|${name})${this.get_port().source}${end}`)
  }
  override get_auth() {
    return new RegExp(`(?:(?:[-_.~%$&+=:]|${this.get_pseudo_letter().source}){1,64}@)?`)
  }
  override get_fuzzy_mail_host() {
    return new RegExp(`${this.get_domain().source}(?:\\.${this.get_domain().source}){1,10}`)
  }
  override get_mail_name() {
    return /[a-z\d][\w.+-]{0,63}/i
  }
  override get_mail_name_validator() {
    // A name with letters that are not ours is no address cut short: its mail would go to somebody else.
    const goesOn = "[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\d.+-]\\p{M}{0,4}|[\\p{L}\\d]['’]"
    return new RegExp(`(?<!${goesOn})(${this.get_mail_name().source})$`, 'iu')
  }
  override get_schema_search() {
    return new RegExp(`()(?<![a-z\\d])(${this.get_schema_names().source})`, 'gi')
  }
}

/** An address goes on after its host up to where the sentence does. */
const begunBy = (begin: RegExp) => ({
  validate: (text: string, at: number) => {
    begin.lastIndex = at
    return begin.test(text) ? addressEnd(text, begin.lastIndex) - at : 0
  },
})

/** Made with the first text that may have an address: it takes longer than a page has for its first line. */
let made: LinkifyIt | undefined
function finder(): LinkifyIt {
  if (made) return made
  const hosts = new Hosts()
  const sticky = (source: string) => new RegExp(source, 'iy')
  const host = hosts.get_url_host_port().source
  const web = sticky(`//${hosts.get_auth().source}${host}`)
  const mail = sticky(`${hosts.get_mail_name().source}@${hosts.get_fuzzy_mail_host().source}`)
  const linkify = new LinkifyIt({ rebuilder: hosts, maxLength: 4_000 })
  for (const scheme of ['//', 'ftp:']) linkify.add(scheme)
  for (const scheme of ['http:', 'https:']) linkify.add(scheme, begunBy(web))
  linkify.add('mailto:', begunBy(mail))
  linkify.add('www.', {
    ...begunBy(sticky(host)),
    normalize: (match) => {
      match.url = `http://${match.raw}`
    },
  })
  made = linkify
  return linkify
}

/** What every address has something of: asked first, since most texts have none. */
const maybe = /:\/\/|www\.|@|mailto:/i

/** The addresses of the web and of mail in a text, in order. There is no other way to find them. */
export const addressesIn = (text: string): Address[] =>
  maybe.test(text)
    ? (finder().match(text) ?? []).map(({ index, lastIndex, url }) => ({
        from: index,
        to: lastIndex,
        href: safeLink(url),
      }))
    : []
