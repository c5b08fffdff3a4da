CREATE TABLE `own_archives` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`state` text NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`total` integer DEFAULT 0 NOT NULL,
	`size_bytes` integer,
	`requested_at` integer NOT NULL,
	`expires_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `own_archives_userId_unique` ON `own_archives` (`user_id`);--> statement-breakpoint
CREATE INDEX `own_archives_expiry` ON `own_archives` (`expires_at`);