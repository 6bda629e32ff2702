-- AlterEnum
ALTER TYPE "call_record_source_format" ADD VALUE 'csv' BEFORE 'freeswitchJson';
ALTER TYPE "call_record_source_format" ADD VALUE 'asteriskCsv' BEFORE 'freeswitchJson';
