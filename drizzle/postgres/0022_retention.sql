ALTER TABLE "rooms" ADD COLUMN "retention_days" integer;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "first_seq" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "gone_before" bigint DEFAULT 0 NOT NULL;