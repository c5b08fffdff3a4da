ALTER TABLE `jobs` ADD `committed_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `languages` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `email_verified_at` integer;