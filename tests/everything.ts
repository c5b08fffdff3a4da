import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type CommandInput, type CommandName, commands } from '#lib/realtime/contract.ts'
import type { Line, Program } from './client.ts'
import { anyEmojiName, form, formType, picture } from './forms.ts'

/**
 * What stands for each name in paths, queries, bodies and commands. One thing has one
 * name everywhere, so one table serves all.
 */
export type Things = Record<string, unknown>
/** What was asked, and how it was answered: an HTTP status, or a code. */
export type Answered = { asked: string; answered: number | string }
/** Which of all there is are asked, by what they are called in `Answered`. */
type Wanted = (asked: string) => boolean

type Operations = Record<string, Record<string, { requestBody?: { content: object } }>>

/** Asks every operation that the OpenAPI document names. */
export async function askEveryEndpoint(
  someone: Program,
  things: Things,
  wanted: Wanted = () => true,
): Promise<Answered[]> {
  const { paths } = await someone.get<{ paths: Operations }>('/openapi.json')
  const answers: Answered[] = []
  const square = await picture('png', 4, 4)
  const fileFor = (path: string) =>
    ['/emoji', '/me/avatar', '/admin/logo'].includes(path)
      ? form(String(things.fileName), square, 'image/png', anyEmojiName())
      : form(String(things.fileName), String(things.content))
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { requestBody }] of Object.entries(methods)) {
      const asked = `${method.toUpperCase()} ${path}`
      if (!wanted(asked)) continue
      const takesFile = requestBody && 'multipart/form-data' in requestBody.content
      const query = method === 'get' ? `?${new URLSearchParams(things.query as Record<string, string>)}` : ''
      const body = takesFile
        ? new Uint8Array(fileFor(path))
        : JSON.stringify({ ...things, ...own[path], clientId: randomUUID() })
      const { status } = await ask(`${someone.url}/api/v1${filled(path, /\{(\w+)\}/g, things)}${query}`, {
        method: method.toUpperCase(),
        headers: {
          authorization: `Bearer ${someone.accessToken}`,
          'content-type': takesFile ? formType : 'application/json',
        },
        ...(requestBody && { body }),
      })
      answers.push({ asked, answered: status })
    }
  return answers
}

/** What has another meaning there than elsewhere. */
const own: Record<string, Things> = { '/admin/reports/{reportId}': { state: 'resolved' } }

/** Sends every command of the socket contract. */
export async function sendEveryCommand(
  line: Line,
  things: Things,
  wanted: Wanted = () => true,
): Promise<Answered[]> {
  const names = (Object.keys(commands) as CommandName[]).filter(wanted)
  const answers: Answered[] = []
  for (const name of names) {
    const input = commands[name].input.parse({
      ...things,
      ...(things.command as object),
      clientId: randomUUID(),
    })
    const reply = await line.ask(name, input as CommandInput<CommandName>)
    answers.push({ asked: name, answered: reply.ok ? 'ok' : reply.error.code })
  }
  return answers
}

/**
 * Opens every page of the build, with a session's cookie and without; where one leads is a page of its own.
 */
export async function openEveryPage(
  url: string,
  cookie: string,
  things: Things,
  wanted: Wanted = () => true,
): Promise<Answered[]> {
  const routes: Record<string, string> = JSON.parse(
    readFileSync('.next/app-path-routes-manifest.json', 'utf8'),
  )
  const answers: Answered[] = []
  for (const [file, route] of Object.entries(routes)) {
    if (!file.endsWith('/page') || route.startsWith('/_') || !wanted(`GET ${route}`)) continue
    const query = new URLSearchParams(things.query as Record<string, string>)
    for (const headers of [{ cookie }, undefined]) {
      const { status, said } = await ask(`${url}${pageOf(route, things)}?${query}`, {
        redirect: 'manual',
        ...(headers && { headers }),
      })
      answers.push({ asked: `GET ${route}`, answered: failedLater.test(said) ? 'failed later' : status })
    }
  }
  return answers
}

/** What Next writes in the place of a part that failed once the page had begun. */
const failedLater = /data-dgst="\d|"digest":"\d/

/** Calls every server action of the build, from a page that has it. */
export async function callEveryAction(
  url: string,
  cookie: string,
  things: Things,
  wanted: Wanted = () => true,
): Promise<Answered[]> {
  const manifest = readFileSync('.next/server/server-reference-manifest.json', 'utf8')
  const { node }: { node: Record<string, Action> } = JSON.parse(manifest)
  const answers: Answered[] = []
  for (const [id, { workers, exportedName }] of Object.entries(node)) {
    if (!wanted(exportedName)) continue
    const [page = ''] = Object.keys(workers)
    const route = page.replace(/^app|\/page$|\/\(\w+\)/g, '')
    const { status, said } = await ask(`${url}${pageOf(route, things)}`, {
      method: 'POST',
      headers: { cookie, origin: url, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
      body: JSON.stringify([{ ...things, change: things }]),
    })
    answers.push({ asked: exportedName, answered: /"code":"(\w+)"/.exec(said)?.[1] ?? status })
  }
  return answers
}

/** What fails while it streams breaks off: that is an answer too. */
const ask = (url: string, request?: RequestInit) =>
  fetch(url, request).then(
    async (response) => ({ status: response.status, said: await response.text().catch(() => '') }),
    () => ({ status: 'broken off', said: '' }),
  )

type Action = { workers: Record<string, unknown>; exportedName: string }

const pageOf = (route: string, things: Things) => filled(route, /\[(\w+)\]/g, things)
const filled = (path: string, name: RegExp, things: Things) =>
  path.replace(name, (_, key: string) => encodeURIComponent(String(things[key])))
