import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { Fault } from '#lib/errors.ts'

/** What a backup says of itself, in `manifest.json`. */
const manifest = z.object({
  format: z.literal(1),
  /** Milliseconds since 1970: how things were then. */
  madeAt: z.number(),
  /** The Rooms that made it. */
  version: z.string(),
  database: z.object({
    kind: z.enum(['sqlite', 'postgres']),
    /** Where in the folder it is. */
    path: z.string(),
    /** When its newest migration was made. */
    migration: z.number().nullable(),
    /** How many rows each table has. */
    rows: z.record(z.string(), z.number()),
  }),
  /** Where uploaded files are: in this folder, or in a bucket, of which there is nothing here. */
  files: z.enum(['here', 'bucket']),
  /** Of all that is in it; and of what was not in the backup before. */
  bytes: z.number(),
  newBytes: z.number(),
  /** The SHA-256 of `SHA256SUMS`, which has those of everything else. */
  sums: z.string(),
})
export type Manifest = z.output<typeof manifest>

export const names = { manifest: 'manifest.json', sums: 'SHA256SUMS' }

/** The SHA-256 of each file by its path in the folder. */
export type Sums = Map<string, string>

/** Throws a Fault when there is none, or none that this version can read. */
export function readManifest(folder: string): Manifest {
  const text = readIn(folder, names.manifest)
  const read = manifest.safeParse(asJson(text))
  if (!read.success) throw new Fault(`${join(folder, names.manifest)} is not what this version can read.`)
  return read.data
}

export function readSums(folder: string): Sums {
  const lines = readIn(folder, names.sums).split('\n').filter(Boolean)
  const sums: Sums = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
  // What is restored is written where these say.
  for (const path of sums.keys())
    if (isAbsolute(path) || path.split('/').includes('..'))
      throw new Fault(`${join(folder, names.sums)} names ${path}, which is not in it.`)
  return sums
}

/** As `sha256sum --check` reads them. */
export const sumsAsText = (sums: Sums): string => [...sums].map(([path, sum]) => `${sum}  ${path}\n`).join('')

function readIn(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch {
    throw new Fault(`${folder} is no backup: it has no ${name}.`)
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
