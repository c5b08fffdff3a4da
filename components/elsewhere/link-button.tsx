'use client'

import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { linkAccount } from '#lib/elsewhere/actions.ts'

/** Agrees to what the page around it says; its words come from there. */
export function LinkButton({ label }: { label: string }) {
  const reply = useReply(linkAccount)
  return (
    <>
      {reply.general && <Alert>{reply.general}</Alert>}
      <Button
        look="primary"
        busy={reply.busy}
        onClick={() => reply.run({}, ({ next }) => window.location.assign(next))}
      >
        {label}
      </Button>
    </>
  )
}
