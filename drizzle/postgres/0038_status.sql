CREATE TABLE "profiles" (
	"user_id" text PRIMARY KEY NOT NULL,
	"pronouns" text,
	"time_zone" text,
	"status_emoji" text,
	"status_text" text,
	"status_until" bigint
);
--> statement-breakpoint
ALTER TABLE "profiles" ADD CONSTRAINT "profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;