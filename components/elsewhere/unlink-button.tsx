'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

/** Takes a link off; its words come from the page around it. */
export function UnlinkButton({ id, label, words }: { id: string; label: string; words: string }) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Refused | null>(null)
  const takeOff = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await api('DELETE /me/identities/{id}', { params: { id } })
      router.refresh()
    } catch (error) {
      setFailure(asRefusal(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button size="small" busy={busy} aria-label={label} onClick={() => void takeOff()}>
        {words}
      </Button>
      {failure && (
        <div className="w-full">
          <Alert>
            <RefusalText of={failure} />
          </Alert>
        </div>
      )}
    </>
  )
}
