import type { World } from '#lib/context.ts'
import { notFound } from '#lib/errors.ts'
import { holding } from '#lib/fair-queue.ts'
import { guarded } from '#lib/files/serve.ts'
import type { Bytes } from '#lib/http/endpoint.ts'
import { hasVersion } from '#lib/http/etag.ts'
import { type Logo, logoOf, versionOf } from '#lib/instance/logo.ts'

type Asked = { v: string | undefined; address: string; header: (name: string) => string | undefined }

/**
 * The logo, for everybody. Under the version it has now whoever gets it may keep it; asked for by another
 * one, it is that of now, and asked for again each time.
 */
export async function serveLogo({ db, files, turns }: World, { v, address, header }: Asked): Promise<Bytes> {
  const requireLogo = async (): Promise<Logo> => {
    const logo = await logoOf(db.read)
    if (!logo) throw notFound('logo')
    return logo
  }
  const logo = await requireLogo()
  const version = versionOf(logo)
  const headers = {
    ...guarded,
    'cache-control': v === version ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: `"${version}"`,
    'content-type': 'image/webp',
  }
  if (hasVersion(header('if-none-match'), headers.etag)) return { status: 304, headers, stream: null }
  const stream = await holding(turns.downloads, address, () => files.store.read(logo.id))
  return { status: 200, headers, stream, stillMay: requireLogo }
}
