ALTER TABLE "jobs" ADD COLUMN "committed_at" bigint;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "languages" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "email_verified_at" bigint;