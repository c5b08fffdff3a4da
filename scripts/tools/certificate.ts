import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { temporaryFolder } from './program.ts'

export type Certificate = { certificate: string; key: string }

/** A certificate for 127.0.0.1 and localhost that from now on this process believes; paths of its files. */
export function makeCertificate(): Certificate {
  const folder = temporaryFolder('certificate')
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
      ...['-keyout', key, '-out', certificate],
    ],
    { stdio: 'ignore' },
  )
  setDefaultCACertificates([...getCACertificates(), readFileSync(certificate, 'utf8')])
  return { certificate, key }
}
