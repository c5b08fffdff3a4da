CREATE TABLE `profiles` (
	`user_id` text PRIMARY KEY NOT NULL,
	`pronouns` text,
	`time_zone` text,
	`status_emoji` text,
	`status_text` text,
	`status_until` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
