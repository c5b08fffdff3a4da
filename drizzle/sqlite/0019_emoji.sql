CREATE TABLE `emoji` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_folded` text NOT NULL,
	`added_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`added_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `emoji_name` ON `emoji` (`name_folded`);--> statement-breakpoint
CREATE UNIQUE INDEX `emoji_exact_name` ON `emoji` (`name`);