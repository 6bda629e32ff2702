-- CreateEnum
CREATE TYPE "number_format" AS ENUM ('e164', 'e164NoPlus', 'national');

-- CreateEnum
CREATE TYPE "extension_direction" AS ENUM ('inbound', 'outbound');

-- CreateEnum
CREATE TYPE "extension_status" AS ENUM ('active', 'inactive');

-- CreateEnum
CREATE TYPE "forward_condition" AS ENUM ('unconditional', 'busy', 'noAnswer', 'unreachable');

-- CreateEnum
CREATE TYPE "forward_call_source" AS ENUM ('any', 'internal', 'external');

-- CreateEnum
CREATE TYPE "limit_type" AS ENUM ('concurrentCalls', 'callsPerSecond', 'callDuration', 'minutes', 'spend', 'pricePerMinute', 'callAttempts', 'distinctNumbers');

-- CreateEnum
CREATE TYPE "limit_period" AS ENUM ('hour', 'day', 'month', 'none');

-- CreateEnum
CREATE TYPE "limit_window" AS ENUM ('calendar', 'rolling');

-- CreateEnum
CREATE TYPE "limit_action" AS ENUM ('notify', 'block', 'terminate');

-- CreateEnum
CREATE TYPE "whitelist_type" AS ENUM ('ip', 'destination', 'callerId');

-- CreateEnum
CREATE TYPE "whitelist_mode" AS ENUM ('restrict', 'trust');

-- CreateTable
CREATE TABLE "destination" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "user_id" UUID,
    "path" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "transport" "sip_transport" NOT NULL,
    "srtp" "srtp_mode" NOT NULL,
    "uri_user" TEXT,
    "number_format" "number_format" NOT NULL,
    "tech_prefix" TEXT,
    "codecs" TEXT[],
    "auth_username" TEXT,
    "auth_realm" TEXT,
    "auth_ha1" TEXT,
    "register" BOOLEAN NOT NULL,
    "register_expires_seconds" INTEGER NOT NULL,
    "priority" INTEGER NOT NULL,
    "weight" INTEGER NOT NULL,
    "max_calls" INTEGER,
    "calls_per_second" INTEGER,
    "ring_seconds" INTEGER NOT NULL,
    "probe" BOOLEAN NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "destination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "extension" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "user_id" UUID,
    "path" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT,
    "direction" "extension_direction" NOT NULL,
    "status" "extension_status" NOT NULL,
    "first_number" BIGINT,
    "last_number" BIGINT,
    "target_user_id" UUID,
    "target_destination_id" UUID,
    "target_forward_id" UUID,
    "ring_seconds" INTEGER,
    "max_calls" INTEGER,
    "dial_pattern" TEXT,
    "strip_digits" INTEGER,
    "prepend" TEXT,
    "caller_id" TEXT,
    "destination_id" UUID,
    "priority" INTEGER,
    "emergency_address" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "extension_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_range" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT,
    "first_number" BIGINT NOT NULL,
    "last_number" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "number_range_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forward" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "user_id" UUID,
    "path" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT,
    "condition" "forward_condition" NOT NULL,
    "call_source" "forward_call_source" NOT NULL,
    "ring_seconds" INTEGER NOT NULL,
    "target_number" TEXT,
    "target_user_id" UUID,
    "target_destination_id" UUID,
    "target_extension_id" UUID,
    "keep_caller_id" BOOLEAN NOT NULL,
    "schedule" JSONB,
    "priority" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forward_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "limit" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "user_id" UUID,
    "path" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT,
    "set_by" UUID NOT NULL,
    "type" "limit_type" NOT NULL,
    "direction" "rate_direction",
    "threshold" DECIMAL NOT NULL,
    "warn_percent" INTEGER[],
    "countries" TEXT[],
    "prefixes" TEXT[],
    "period" "limit_period" NOT NULL,
    "window" "limit_window" NOT NULL,
    "time_zone" TEXT,
    "action" "limit_action" NOT NULL,
    "notify_emails" TEXT[],
    "consumer_id" UUID,
    "enabled" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "whitelist" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "user_id" UUID,
    "path" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT,
    "set_by" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" "whitelist_type" NOT NULL,
    "mode" "whitelist_mode" NOT NULL,
    "tech_prefix" TEXT,
    "entries" JSONB NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "whitelist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trusted_network" (
    "id" UUID NOT NULL,
    "whitelist_id" UUID NOT NULL,
    "network" INET NOT NULL,
    "tech_prefix" TEXT NOT NULL,

    CONSTRAINT "trusted_network_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "destination_customer_id_id_idx" ON "destination"("customer_id", "id");

-- CreateIndex
CREATE INDEX "destination_user_id_id_idx" ON "destination"("user_id", "id");

-- CreateIndex
CREATE INDEX "destination_path_id_idx" ON "destination"("path", "id");

-- CreateIndex
CREATE UNIQUE INDEX "destination_customer_id_external_id_key" ON "destination"("customer_id", "external_id");

-- CreateIndex
CREATE INDEX "extension_destination_id_idx" ON "extension"("destination_id");

-- CreateIndex
CREATE INDEX "extension_target_user_id_idx" ON "extension"("target_user_id");

-- CreateIndex
CREATE INDEX "extension_target_destination_id_idx" ON "extension"("target_destination_id");

-- CreateIndex
CREATE INDEX "extension_target_forward_id_idx" ON "extension"("target_forward_id");

-- CreateIndex
CREATE INDEX "extension_customer_id_id_idx" ON "extension"("customer_id", "id");

-- CreateIndex
CREATE INDEX "extension_user_id_id_idx" ON "extension"("user_id", "id");

-- CreateIndex
CREATE INDEX "extension_path_id_idx" ON "extension"("path", "id");

-- CreateIndex
CREATE UNIQUE INDEX "extension_customer_id_external_id_key" ON "extension"("customer_id", "external_id");

-- CreateIndex
CREATE INDEX "number_range_customer_id_first_number_id_idx" ON "number_range"("customer_id", "first_number", "id");

-- CreateIndex
CREATE INDEX "number_range_path_id_idx" ON "number_range"("path", "id");

-- CreateIndex
CREATE UNIQUE INDEX "number_range_customer_id_external_id_key" ON "number_range"("customer_id", "external_id");

-- CreateIndex
CREATE INDEX "forward_target_user_id_idx" ON "forward"("target_user_id");

-- CreateIndex
CREATE INDEX "forward_target_destination_id_idx" ON "forward"("target_destination_id");

-- CreateIndex
CREATE INDEX "forward_target_extension_id_idx" ON "forward"("target_extension_id");

-- CreateIndex
CREATE INDEX "forward_customer_id_id_idx" ON "forward"("customer_id", "id");

-- CreateIndex
CREATE INDEX "forward_user_id_id_idx" ON "forward"("user_id", "id");

-- CreateIndex
CREATE INDEX "forward_path_id_idx" ON "forward"("path", "id");

-- CreateIndex
CREATE UNIQUE INDEX "forward_customer_id_external_id_key" ON "forward"("customer_id", "external_id");

-- CreateIndex
CREATE INDEX "limit_customer_id_id_idx" ON "limit"("customer_id", "id");

-- CreateIndex
CREATE INDEX "limit_user_id_id_idx" ON "limit"("user_id", "id");

-- CreateIndex
CREATE INDEX "limit_path_id_idx" ON "limit"("path", "id");

-- CreateIndex
CREATE UNIQUE INDEX "limit_customer_id_external_id_key" ON "limit"("customer_id", "external_id");

-- CreateIndex
CREATE INDEX "whitelist_customer_id_id_idx" ON "whitelist"("customer_id", "id");

-- CreateIndex
CREATE INDEX "whitelist_user_id_id_idx" ON "whitelist"("user_id", "id");

-- CreateIndex
CREATE INDEX "whitelist_path_id_idx" ON "whitelist"("path", "id");

-- CreateIndex
CREATE UNIQUE INDEX "whitelist_customer_id_external_id_key" ON "whitelist"("customer_id", "external_id");

-- CreateIndex
CREATE INDEX "trusted_network_whitelist_id_idx" ON "trusted_network"("whitelist_id");

-- AddForeignKey
ALTER TABLE "destination" ADD CONSTRAINT "destination_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "destination" ADD CONSTRAINT "destination_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destination"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "number_range" ADD CONSTRAINT "number_range_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "forward" ADD CONSTRAINT "forward_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "forward" ADD CONSTRAINT "forward_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "limit" ADD CONSTRAINT "limit_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "limit" ADD CONSTRAINT "limit_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "limit" ADD CONSTRAINT "limit_consumer_id_fkey" FOREIGN KEY ("consumer_id") REFERENCES "consumer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "whitelist" ADD CONSTRAINT "whitelist_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "whitelist" ADD CONSTRAINT "whitelist_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "trusted_network" ADD CONSTRAINT "trusted_network_whitelist_id_fkey" FOREIGN KEY ("whitelist_id") REFERENCES "whitelist"("id") ON DELETE CASCADE ON UPDATE RESTRICT;



-- CreateEnum
CREATE TYPE "ledger_entry_kind" AS ENUM ('payment', 'correction');

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "allowed_cidrs" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "last_used_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "kind" "ledger_entry_kind" NOT NULL,
    "amount" DECIMAL NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "balance_after" DECIMAL NOT NULL,
    "comment" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ledger_entry_customer_id_id_idx" ON "ledger_entry"("customer_id", "id");

-- CreateIndex
CREATE INDEX "ledger_entry_path_id_idx" ON "ledger_entry"("path", "id");

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema has no words for ------------------------------------------------------------------

-- An active inbound number exists once on the platform.
ALTER TABLE "extension" ADD CONSTRAINT "extension_number_once" EXCLUDE USING gist (
  int8range("first_number", "last_number", '[]') WITH &&
) WHERE ("direction" = 'inbound' AND "status" = 'active');
ALTER TABLE "extension" ADD CONSTRAINT "extension_one_target" CHECK (
  "direction" = 'outbound' OR num_nonnulls("target_user_id", "target_destination_id", "target_forward_id") = 1
);

-- A number is allotted to one customer.
ALTER TABLE "number_range" ADD CONSTRAINT "number_range_once" EXCLUDE USING gist (
  int8range("first_number", "last_number", '[]') WITH &&
);

-- Two lists trust the same address only with technical prefixes that tell them apart.
ALTER TABLE "trusted_network" ADD CONSTRAINT "trusted_network_once" EXCLUDE USING gist (
  "network" inet_ops WITH &&, "tech_prefix" WITH =, "whitelist_id" WITH <>
);

ALTER TABLE "forward" ADD CONSTRAINT "forward_one_target" CHECK (
  num_nonnulls("target_number", "target_user_id", "target_destination_id", "target_extension_id") = 1
);
