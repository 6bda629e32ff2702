-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "operator_role" AS ENUM ('owner', 'manager', 'finance', 'viewer');

-- CreateEnum
CREATE TYPE "call_record_source_format" AS ENUM ('ndjson', 'freeswitchJson');

-- CreateEnum
CREATE TYPE "customer_kind" AS ENUM ('platform', 'reseller', 'end');

-- CreateEnum
CREATE TYPE "customer_status" AS ENUM ('active', 'suspended', 'terminated');

-- CreateEnum
CREATE TYPE "billing_mode" AS ENUM ('prepaid', 'postpaid');

-- CreateEnum
CREATE TYPE "consumer_kind" AS ENUM ('webhook', 'inbox');

-- CreateEnum
CREATE TYPE "consumer_status" AS ENUM ('pending', 'verified', 'disabled');

-- CreateEnum
CREATE TYPE "record_format" AS ENUM ('json');

-- CreateEnum
CREATE TYPE "request_period_by" AS ENUM ('startedAt', 'ingestedAt');

-- CreateEnum
CREATE TYPE "call_record_request_status" AS ENUM ('accepted', 'queued', 'processing', 'delivering', 'completed', 'failed', 'cancelled', 'held');

-- CreateEnum
CREATE TYPE "delivery_kind" AS ENUM ('batch', 'completed', 'failed');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('pending', 'delivered', 'dead');

-- CreateEnum
CREATE TYPE "domain_status" AS ENUM ('pending', 'active', 'suspended');

-- CreateEnum
CREATE TYPE "rounding_mode" AS ENUM ('up', 'halfUp', 'down');

-- CreateEnum
CREATE TYPE "rate_direction" AS ENUM ('outbound', 'inbound');

-- CreateEnum
CREATE TYPE "user_status" AS ENUM ('active', 'suspended');

-- CreateEnum
CREATE TYPE "caller_id_presentation" AS ENUM ('allowed', 'restricted');

-- CreateEnum
CREATE TYPE "sip_transport" AS ENUM ('udp', 'tcp', 'tls');

-- CreateEnum
CREATE TYPE "srtp_mode" AS ENUM ('off', 'optional', 'required');

-- CreateTable
CREATE TABLE "operator" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "operator_role" NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "last_sign_in_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "id" UUID NOT NULL,
    "email_hash" TEXT NOT NULL,
    "ip_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "secret_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "acting_customer_id" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_record" (
    "actor_id" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "reply" TEXT NOT NULL,
    "encrypted" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_record_pkey" PRIMARY KEY ("actor_id","operation","key_hash")
);

-- CreateTable
CREATE TABLE "call_record_source" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "format" "call_record_source_format" NOT NULL,
    "time_zone" TEXT NOT NULL,
    "country" CHAR(2),
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_record_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quarantined_record" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "format" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "raw" TEXT NOT NULL,
    "raw_sha256" TEXT NOT NULL,
    "waits_for_leg" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "quarantined_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" UUID NOT NULL,
    "parent_id" UUID,
    "path" TEXT COLLATE "C" NOT NULL,
    "depth" SMALLINT NOT NULL,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "kind" "customer_kind" NOT NULL,
    "status" "customer_status" NOT NULL DEFAULT 'active',
    "currency" CHAR(3) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "country" CHAR(2),
    "locale" TEXT NOT NULL,
    "billing_mode" "billing_mode" NOT NULL,
    "balance" DECIMAL NOT NULL DEFAULT 0,
    "credit_limit" DECIMAL NOT NULL DEFAULT 0,
    "low_balance_threshold" DECIMAL,
    "tariffplan_id" UUID,
    "default_caller_id" TEXT,
    "max_users" INTEGER,
    "contact" JSONB NOT NULL DEFAULT '{}',
    "branding" JSONB NOT NULL DEFAULT '{}',
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consumer" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT,
    "kind" "consumer_kind" NOT NULL DEFAULT 'webhook',
    "url" TEXT NOT NULL,
    "description" TEXT,
    "format" "record_format" NOT NULL DEFAULT 'json',
    "batch_size" INTEGER NOT NULL DEFAULT 500,
    "max_in_flight" SMALLINT NOT NULL DEFAULT 2,
    "status" "consumer_status" NOT NULL DEFAULT 'pending',
    "disabled_reason" TEXT,
    "secret_ciphertext" TEXT NOT NULL,
    "previous_secret_ciphertext" TEXT,
    "previous_secret_expires_at" TIMESTAMPTZ(3),
    "confirmation_hash" TEXT,
    "verification" JSONB,
    "verified_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "paused_until" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consumer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_message" (
    "id" UUID NOT NULL,
    "consumer_id" UUID NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "body" TEXT NOT NULL,
    "signature_valid" BOOLEAN NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_record_request" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "scope_customer_id" UUID NOT NULL,
    "consumer_id" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,
    "period_by" "request_period_by" NOT NULL DEFAULT 'startedAt',
    "filters" JSONB NOT NULL DEFAULT '{}',
    "fields" TEXT[],
    "status" "call_record_request_status" NOT NULL DEFAULT 'accepted',
    "format" "record_format" NOT NULL DEFAULT 'json',
    "batch_size" INTEGER NOT NULL,
    "encoder_version" SMALLINT NOT NULL,
    "watermark" BIGINT,
    "watermark_snapshot" TEXT,
    "cut_started_at" TIMESTAMPTZ(3),
    "cut_record_id" UUID,
    "cut_completed_at" TIMESTAMPTZ(3),
    "expected_count" BIGINT,
    "record_count" BIGINT NOT NULL DEFAULT 0,
    "batch_count" INTEGER NOT NULL DEFAULT 0,
    "delivered_batches" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "wake_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_by" TEXT NOT NULL,
    "query_hash" TEXT NOT NULL,
    "idempotency_key_hash" TEXT,
    "completed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_record_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" "delivery_kind" NOT NULL,
    "message_at" TIMESTAMPTZ(3) NOT NULL,
    "first_started_at" TIMESTAMPTZ(3),
    "first_record_id" UUID,
    "last_started_at" TIMESTAMPTZ(3),
    "last_record_id" UUID,
    "record_count" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "body_bytes" INTEGER NOT NULL,
    "status" "delivery_status" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "response_status" SMALLINT,
    "response_head" TEXT,
    "error" TEXT,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "domain" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT,
    "domain" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "registration_allowed" BOOLEAN NOT NULL DEFAULT true,
    "status" "domain_status" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "domain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tariffplan" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "rounding_mode" "rounding_mode" NOT NULL DEFAULT 'up',
    "rounding_decimals" SMALLINT NOT NULL DEFAULT 4,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "rates_version" BIGINT NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tariffplan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate" (
    "id" UUID NOT NULL,
    "tariffplan_id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "country" CHAR(2),
    "direction" "rate_direction" NOT NULL DEFAULT 'outbound',
    "connection_fee" DECIMAL NOT NULL DEFAULT 0,
    "price_per_minute" DECIMAL NOT NULL,
    "initial_seconds" INTEGER NOT NULL DEFAULT 1,
    "increment_seconds" INTEGER NOT NULL DEFAULT 1,
    "grace_seconds" INTEGER NOT NULL DEFAULT 0,
    "minimum_charge" DECIMAL NOT NULL DEFAULT 0,
    "blocked" BOOLEAN NOT NULL DEFAULT false,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT,
    "username" TEXT NOT NULL,
    "domain_id" UUID NOT NULL,
    "ha1" TEXT NOT NULL,
    "ha1_sha256" TEXT NOT NULL,
    "display_name" TEXT,
    "caller_id" TEXT,
    "caller_id_presentation" "caller_id_presentation" NOT NULL DEFAULT 'allowed',
    "allowed_caller_ids" TEXT[],
    "status" "user_status" NOT NULL DEFAULT 'active',
    "max_registrations" INTEGER NOT NULL DEFAULT 5,
    "max_calls" INTEGER,
    "codecs" TEXT[],
    "transport" "sip_transport" NOT NULL DEFAULT 'udp',
    "srtp" "srtp_mode" NOT NULL DEFAULT 'off',
    "time_zone" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "operator_email_key" ON "operator"("email");

-- CreateIndex
CREATE INDEX "operator_customer_id_idx" ON "operator"("customer_id");

-- CreateIndex
CREATE INDEX "sign_in_failure_email_hash_at_idx" ON "sign_in_failure"("email_hash", "at");

-- CreateIndex
CREATE INDEX "sign_in_failure_ip_hash_at_idx" ON "sign_in_failure"("ip_hash", "at");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secret_hash_key" ON "api_key"("secret_hash");

-- CreateIndex
CREATE INDEX "api_key_customer_id_name_id_idx" ON "api_key"("customer_id", "name", "id");

-- CreateIndex
CREATE INDEX "api_key_path_id_idx" ON "api_key"("path", "id");

-- CreateIndex
CREATE INDEX "audit_entry_path_id_idx" ON "audit_entry"("path", "id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_id_id_idx" ON "audit_entry"("subject_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_record_created_at_idx" ON "idempotency_record"("created_at");

-- CreateIndex
CREATE INDEX "call_record_source_path_id_idx" ON "call_record_source"("path", "id");

-- CreateIndex
CREATE UNIQUE INDEX "call_record_source_customer_id_name_key" ON "call_record_source"("customer_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "call_record_source_customer_id_external_id_key" ON "call_record_source"("customer_id", "external_id");

-- CreateIndex
CREATE INDEX "quarantined_record_source_id_waits_for_leg_idx" ON "quarantined_record"("source_id", "waits_for_leg");

-- CreateIndex
CREATE INDEX "quarantined_record_path_id_idx" ON "quarantined_record"("path", "id");

-- CreateIndex
CREATE UNIQUE INDEX "quarantined_record_source_id_raw_sha256_key" ON "quarantined_record"("source_id", "raw_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "customer_path_key" ON "customer"("path");

-- CreateIndex
CREATE INDEX "customer_parent_id_name_id_idx" ON "customer"("parent_id", "name", "id");

-- CreateIndex
CREATE INDEX "customer_external_id_idx" ON "customer"("external_id");

-- CreateIndex
CREATE INDEX "customer_tariffplan_id_idx" ON "customer"("tariffplan_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_parent_id_external_id_key" ON "customer"("parent_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "consumer_confirmation_hash_key" ON "consumer"("confirmation_hash");

-- CreateIndex
CREATE INDEX "consumer_path_id_idx" ON "consumer"("path", "id");

-- CreateIndex
CREATE UNIQUE INDEX "consumer_customer_id_url_key" ON "consumer"("customer_id", "url");

-- CreateIndex
CREATE UNIQUE INDEX "consumer_customer_id_external_id_key" ON "consumer"("customer_id", "external_id");

-- CreateIndex
CREATE INDEX "inbox_message_consumer_id_id_idx" ON "inbox_message"("consumer_id", "id");

-- CreateIndex
CREATE INDEX "call_record_request_path_id_idx" ON "call_record_request"("path", "id");

-- CreateIndex
CREATE INDEX "call_record_request_consumer_id_status_idx" ON "call_record_request"("consumer_id", "status");

-- CreateIndex
CREATE INDEX "call_record_request_query_hash_created_at_idx" ON "call_record_request"("query_hash", "created_at");

-- CreateIndex
CREATE INDEX "delivery_request_id_status_next_attempt_at_idx" ON "delivery"("request_id", "status", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_request_id_sequence_key" ON "delivery"("request_id", "sequence");

-- CreateIndex
CREATE INDEX "delivery_attempt_delivery_id_attempt_idx" ON "delivery_attempt"("delivery_id", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "domain_domain_key" ON "domain"("domain");

-- CreateIndex
CREATE INDEX "domain_customer_id_domain_id_idx" ON "domain"("customer_id", "domain", "id");

-- CreateIndex
CREATE INDEX "domain_path_id_idx" ON "domain"("path", "id");

-- CreateIndex
CREATE UNIQUE INDEX "domain_customer_id_external_id_key" ON "domain"("customer_id", "external_id");

-- CreateIndex
CREATE INDEX "tariffplan_customer_id_name_id_idx" ON "tariffplan"("customer_id", "name", "id");

-- CreateIndex
CREATE INDEX "tariffplan_path_id_idx" ON "tariffplan"("path", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tariffplan_customer_id_external_id_key" ON "tariffplan"("customer_id", "external_id");

-- CreateIndex
CREATE INDEX "rate_tariffplan_id_prefix_id_idx" ON "rate"("tariffplan_id", "prefix", "id");

-- CreateIndex
CREATE INDEX "user_customer_id_username_id_idx" ON "user"("customer_id", "username", "id");

-- CreateIndex
CREATE INDEX "user_path_id_idx" ON "user"("path", "id");

-- CreateIndex
CREATE INDEX "user_external_id_idx" ON "user"("external_id");

-- CreateIndex
CREATE INDEX "user_domain_id_idx" ON "user"("domain_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_username_domain_id_key" ON "user"("username", "domain_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_customer_id_external_id_key" ON "user"("customer_id", "external_id");

-- AddForeignKey
ALTER TABLE "operator" ADD CONSTRAINT "operator_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_record_source" ADD CONSTRAINT "call_record_source_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "quarantined_record" ADD CONSTRAINT "quarantined_record_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "call_record_source"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_tariffplan_id_fkey" FOREIGN KEY ("tariffplan_id") REFERENCES "tariffplan"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "consumer" ADD CONSTRAINT "consumer_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "inbox_message" ADD CONSTRAINT "inbox_message_consumer_id_fkey" FOREIGN KEY ("consumer_id") REFERENCES "consumer"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_record_request" ADD CONSTRAINT "call_record_request_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "call_record_request" ADD CONSTRAINT "call_record_request_consumer_id_fkey" FOREIGN KEY ("consumer_id") REFERENCES "consumer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "call_record_request"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "domain" ADD CONSTRAINT "domain_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tariffplan" ADD CONSTRAINT "tariffplan_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rate" ADD CONSTRAINT "rate_tariffplan_id_fkey" FOREIGN KEY ("tariffplan_id") REFERENCES "tariffplan"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domain"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;


-- CreateTable
CREATE TABLE "request_quota" (
    "actor_id" UUID NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "leased" INTEGER NOT NULL,

    CONSTRAINT "request_quota_pkey" PRIMARY KEY ("actor_id","window_start")
);

-- CreateIndex
CREATE INDEX "request_quota_window_start_idx" ON "request_quota"("window_start");

-- What Prisma's schema has no words for ------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- No two rates of one plan, prefix and direction are valid at once.
ALTER TABLE "rate" ADD CONSTRAINT "rate_no_overlap" EXCLUDE USING gist (
  "tariffplan_id" WITH =, "prefix" WITH =, "direction" WITH =,
  tstzrange("valid_from", "valid_to", '[)') WITH &&
);

-- One default domain a customer.
CREATE UNIQUE INDEX "domain_one_default" ON "domain" ("customer_id") WHERE "is_default";

-- What waits for a worker, by when: found without a look at the requests that are done.
CREATE INDEX "call_record_request_wake_at" ON "call_record_request" ("wake_at")
  WHERE "status" IN ('accepted', 'queued', 'processing', 'delivering');

-- The tree has one root.
CREATE UNIQUE INDEX "customer_one_root" ON "customer" ((true)) WHERE "parent_id" IS NULL;

-- The paths of a node's ancestors, itself included, root first (26 characters a level).
CREATE FUNCTION path_ancestors(path text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg(left(path, 26 * level) ORDER BY level) FROM generate_series(1, length(path) / 26) AS level
$$;

-- The few that are not active: what the effective status of a customer is looked up in.
CREATE INDEX "customer_not_active" ON "customer" ("path") WHERE "status" <> 'active';
