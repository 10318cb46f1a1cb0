/** What every judgement of the program ends as: rules, findings, evidence and the report. */
@NullMarked
package dev.archcheck.verify;

import org.jspecify.annotations.NullMarked;
