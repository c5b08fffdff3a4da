CREATE TABLE "own_archives" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"state" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"size_bytes" integer,
	"requested_at" bigint NOT NULL,
	"expires_at" bigint,
	CONSTRAINT "own_archives_userId_unique" UNIQUE("user_id")
);
--> statement-breakpoint
ALTER TABLE "own_archives" ADD CONSTRAINT "own_archives_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "own_archives_expiry" ON "own_archives" USING btree ("expires_at");