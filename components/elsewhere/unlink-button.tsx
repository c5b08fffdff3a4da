'use client'

import { useRouter } from 'next/navigation'
import { useProven } from '#components/accounts/security/use-proven.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import type { OwnProof } from '#lib/accounts/schema.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'

const ProofDialog = lazily(() => import('#components/accounts/security/proof-dialog.tsx'))

type Props = { id: string; email: string; label: string; words: string }

/** Takes a link off; its words come from the page around it. */
export function UnlinkButton({ id, email, label, words }: Props) {
  const router = useRouter()
  const reply = useProven((body: OwnProof) =>
    replied(api('DELETE /me/identities/{id}', { params: { id }, body })),
  )
  return (
    <>
      <Button
        size="small"
        busy={reply.busy}
        aria-label={label}
        onClick={() => reply.run({}, () => router.refresh())}
      >
        {words}
      </Button>
      {reply.general && (
        <div className="w-full">
          <Alert>{reply.general}</Alert>
        </div>
      )}
      {reply.proof && <ProofDialog email={email} {...reply.proof} />}
    </>
  )
}
