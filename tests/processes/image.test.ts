import { execFileSync, execSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DockerfileParser, type Instruction } from 'dockerfile-ast'
import { expect, test } from 'vitest'
import { freePort, start, stop, temporaryFolder, whenListening } from '../../scripts/tools/program.ts'
import { http } from '../client.ts'

/** Somebody who owns nothing of what is in the image. */
const user = { uid: 65_534, gid: 65_534 }

/** With links that lead where they say: those of Next lead to the packages beside them. */
const asTheyAre = { recursive: true, verbatimSymlinks: true }

const wordsOf = (instruction: Instruction) =>
  instruction.getArguments().map((argument) => argument.getValue())

/** What a stage of the Dockerfile says, with its lines made one. */
function stagesOf(path: string) {
  const stages: Instruction[][] = []
  for (const instruction of DockerfileParser.parse(readFileSync(path, 'utf8')).getInstructions())
    if (instruction.getKeyword() === 'FROM') stages.push([])
    else stages.at(-1)?.push(instruction)
  return stages
}

/** Of what was built, without what its servers keep for their next start. */
const isBuilt = (path: string) => !path.includes('.next/cache') && !path.includes('.built/compiled')

/**
 * Does in folders what the stages do in images, without an engine. Not done: what is already built from the
 * same sources is not built again, and no account is made in a system.
 */
function makeImage(image: string): void {
  const built = temporaryFolder('built')
  const tracked = execSync('git ls-files', { encoding: 'utf8' }).split('\n').filter(existsSync)
  const [making = [], running = []] = stagesOf('Dockerfile')
  for (const instruction of making) {
    const words = wordsOf(instruction)
    if (instruction.getKeyword() === 'COPY')
      for (const path of words[0] === '.' ? [...tracked, '.next', '.built'] : words.slice(0, -1))
        cpSync(path, join(built, path), { ...asTheyAre, filter: isBuilt })
    if (instruction.getKeyword() === 'RUN')
      execSync(words.join(' '), {
        cwd: built,
        stdio: 'ignore',
        env: { ...process.env, NODE_ENV: 'development' },
      })
  }
  for (const instruction of running.filter((each) => each.getKeyword() === 'COPY')) {
    const words = wordsOf(instruction)
    const to = words.at(-1) ?? ''
    for (const from of words.slice(0, -1)) {
      const path = from.replace(/^\/rooms\//, '')
      cpSync(join(built, path), join(image, to === './' ? basename(path) : to), asTheyAre)
    }
  }
}

test('the steps of the image make a folder from which somebody runs it who may only read', async () => {
  const image = temporaryFolder('image')
  makeImage(image)
  execFileSync('chmod', ['-R', 'a+rX,a-w', image])
  const data = temporaryFolder('volume')
  if (process.getuid?.() === 0) execFileSync('chown', [`${user.uid}:${user.gid}`, data])
  const port = await freePort()
  const server = start('node', ['server.ts'], {
    cwd: image,
    ...(process.getuid?.() === 0 && user),
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATA_DIR: data,
      PORT: String(port),
      HOST: '127.0.0.1',
    },
  })
  await whenListening(server, port)
  const url = `http://127.0.0.1:${port}`
  expect(await http(url)('GET', '/instance')).toMatchObject({ status: 200 })
  const page = await fetch(`${url}/sign-in`)
  expect(page.status).toBe(200)
  const script = /src="(\/_next\/[^"]+\.js)"/.exec(await page.text())?.[1]
  expect((await fetch(url + script)).status).toBe(200)
  const admin = ['scripts/command.ts', 'admin', 'promote', 'nobody@example.org']
  expect(() =>
    execFileSync('node', admin, {
      cwd: image,
      env: { PATH: process.env.PATH, NODE_ENV: 'production', DATA_DIR: data },
      stdio: 'pipe',
    }),
  ).toThrow(/nobody@example\.org/)
  await stop(server)
  expect(server.exitCode).toBe(0)
}, 600_000)
