CREATE TABLE `one_time_links` (
	`user_id` text NOT NULL,
	`purpose` text NOT NULL,
	`token_hash` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`user_id`, `purpose`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_time_links_tokenHash_unique` ON `one_time_links` (`token_hash`);--> statement-breakpoint
CREATE INDEX `files_uploader` ON `files` (`uploader_id`,`size_bytes`);--> statement-breakpoint
CREATE INDEX `users_name` ON `users` (`name_folded`,`id`);