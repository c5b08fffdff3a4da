ALTER TABLE "messages" ADD COLUMN "forwarded_id" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "forwarded_author_id" text;