import { comeBackFrom, leaveFor } from '#lib/auth/elsewhere.ts'
import { addressHeader } from '#lib/auth/identify.ts'
import { makeLog } from '#lib/log.ts'
import type { Services } from '#lib/services.ts'
import type { TestWorld } from './world.ts'

const home = 'https://rooms.test'

/** Where somebody has come to in the end, and how the page before that was answered. */
type Arrived = { url: string; path: string; cookies: string[] }

/**
 * A browser without a screen: it keeps cookies for each site, goes where it is sent, and fills in the pages
 * of the provider as `login`. What is ours is asked at the doors of the world.
 */
export function browser(world: TestWorld, login = 'ana') {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = ({ origin }: URL) => {
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    return jar
  }
  const services = { world, log: makeLog('silent') } as unknown as Services

  async function ask(url: URL, form?: URLSearchParams): Promise<Response> {
    const jar = jarOf(url)
    const headers = new Headers({ cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') })
    const answer = url.origin === home ? await atHome(url, headers) : await away(url, headers, form)
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }

  async function atHome(url: URL, headers: Headers): Promise<Response> {
    headers.set('x-forwarded-proto', 'https')
    headers.set('x-forwarded-host', 'rooms.test')
    headers.set('sec-fetch-site', 'same-origin')
    headers.set(addressHeader, '192.0.2.1')
    const request = new Request(url, { headers })
    const [, , , id = '', back] = url.pathname.split('/')
    return back ? comeBackFrom(services, request, id) : leaveFor(services, request, id)
  }

  const away = (url: URL, headers: Headers, form?: URLSearchParams) =>
    fetch(url, { redirect: 'manual', headers, ...(form && { method: 'POST', body: form }) })

  /** Goes on from an address until it is at a page of ours; `until`: or sent to where this is true. */
  async function go(address: string, until: (url: URL) => boolean = () => false): Promise<Arrived> {
    let url = new URL(address, home)
    let cookies: string[] = []
    let form: URLSearchParams | undefined
    for (let steps = 0; steps < 20; steps++) {
      const isOurs = url.origin === home && !url.pathname.startsWith('/auth/')
      if (isOurs || (steps > 0 && until(url)))
        return { url: url.href, path: url.href.replace(home, ''), cookies }
      const answer = await ask(url, form)
      cookies = answer.headers.getSetCookie()
      const location = answer.headers.get('location')
      form = location === null ? formOf(await answer.text()) : undefined
      const action = form?.get('action')
      form?.delete('action')
      url = new URL(location ?? action ?? '/lost', url)
    }
    throw new Error(`on and on, at ${url}`)
  }

  const formOf = (page: string) => {
    const [, action = ''] = /<form[^<>]* action="([^"]+)"/.exec(page) ?? []
    const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(page) ?? []
    if (action === '') throw new Error(`no form: ${page.slice(0, 300)}`)
    return new URLSearchParams({ action, prompt, ...(prompt === 'login' && { login, password: 'any' }) })
  }

  return {
    go,
    jar: jarOf(new URL(home)),
    /** Signs in at a provider, as its button does. */
    enter: (id: string, query = '') => go(`/auth/elsewhere/${id}?${query}`),
    /** The same, up to where it would come back: the address of that. */
    upTo: async (id: string, change: (url: URL) => void = () => undefined, query = '') => {
      const left = await go(`/auth/elsewhere/${id}?${query}`, (url) => url.origin !== home)
      const url = new URL(left.url)
      change(url)
      return (await go(url.href, ({ pathname }) => pathname.endsWith('/callback'))).url
    },
  }
}
