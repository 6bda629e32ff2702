-- CreateTable
CREATE TABLE "operator_totp" (
    "operator_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_totp_pkey" PRIMARY KEY ("operator_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "operator_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("operator_id","code_hash")
);

-- AddForeignKey
ALTER TABLE "operator_totp" ADD CONSTRAINT "operator_totp_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE RESTRICT;
