/* Almirah's C API: controlled documents and records in a plain git repository.
 *
 * Conventions, for every function here:
 *   - What is made comes back through the first parameter, which is left alone on failure; the error object
 * is last.
 *   - The return value is almirah_ok or the code of the failure, by what the caller should do (almirah_code).
 *   - `error` may be NULL. Otherwise it is an object of the caller's, made once with almirah_error_new and
 * reused: each failing call replaces what it says, a succeeding call leaves it alone.
 *   - Every type has one function that frees it; NULL is freed without effect. Strings that are handed out
 * belong to the object they come from and live until it is freed, or, for a cursor, until it is moved.
 *   - Text is UTF-8, dates are "YYYY-MM-DD" (NULL: today, or none), paths are bytes as the system gives them.
 *   - Optional text may be NULL. A required text that is NULL is almirah_invalid_argument.
 *   - Nothing is thrown across this boundary, and nothing of the process is changed: no signals, no locale,
 * no umask.
 *
 * Threads: a store and all that comes from it are used by one thread at a time; open one store per thread.
 * Durability: when a function that changes the store returns almirah_ok, the change is on disk and survives a
 * power cut.
 */
#ifndef ALMIRAH_H
#define ALMIRAH_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define ALMIRAH_C_API __attribute__((visibility("default")))
#else
#define ALMIRAH_C_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What the caller should do. The numbers are permanent. */
typedef enum almirah_code {
    almirah_ok = 0,
    almirah_not_found = 1,        /* no such object */
    almirah_already_exists = 2,   /* choose another name */
    almirah_invalid_argument = 3, /* the input is wrong; the message says which value and what is expected */
    almirah_refused = 4,          /* a rule, a hold, a role or a state forbids it */
    almirah_conflict = 5,         /* somebody changed the same thing; read again and repeat */
    almirah_busy = 6,             /* another writer holds the store; wait and repeat */
    almirah_corrupt = 7,          /* stored bytes are damaged; verify, restore from a copy */
    almirah_io = 8,               /* the operating system reported an error */
    almirah_no_space = 9,         /* the disk or quota is full; nothing was changed */
    almirah_permission = 10,      /* the operating system forbids access to a file */
    almirah_unsupported_format = 11, /* written by a newer version */
    almirah_in_doubt = 12,           /* not known whether the last step is on disk; open again and look */
    almirah_cancelled = 13,          /* a callback asked to stop */
    almirah_internal = 14            /* a defect of the library, or no memory */
} almirah_code;

typedef struct almirah_error almirah_error;
typedef struct almirah_options almirah_options;
typedef struct almirah_store almirah_store;
typedef struct almirah_filing almirah_filing;
typedef struct almirah_text almirah_text;
typedef struct almirah_due almirah_due;
typedef struct almirah_evaluation almirah_evaluation;
typedef struct almirah_hits almirah_hits;

/* The library's version, "0.1.0". */
ALMIRAH_C_API const char* almirah_version(void);
/* The permanent name of a code, "not-found"; "ok" for almirah_ok. */
ALMIRAH_C_API const char* almirah_code_name(almirah_code code);

/* ---- errors ---- */

/* NULL when there is no memory. */
ALMIRAH_C_API almirah_error* almirah_error_new(void);
ALMIRAH_C_API void almirah_error_free(almirah_error* error);
ALMIRAH_C_API almirah_code almirah_error_code(const almirah_error* error);
/* One line, without a full stop; "" when nothing failed. */
ALMIRAH_C_API const char* almirah_error_message(const almirah_error* error);
/* What forbids, after almirah_refused: a permission, a hold's id, a rule's code; "" otherwise. */
ALMIRAH_C_API const char* almirah_error_rule(const almirah_error* error);

/* ---- options ---- */

ALMIRAH_C_API almirah_options* almirah_options_new(void);
ALMIRAH_C_API void almirah_options_free(almirah_options* options);
/* Login of the person who acts. */
ALMIRAH_C_API void almirah_options_set_actor(almirah_options* options, const char* login);
/* How long a writer waits for another before almirah_busy; 10,000 ms when not set. */
ALMIRAH_C_API void almirah_options_set_lock_wait_ms(almirah_options* options, uint32_t wait_ms);
/* Workers for hashing and compression; 2 when not set. */
ALMIRAH_C_API void almirah_options_set_threads(almirah_options* options, uint32_t threads);
/* Seconds since 1970-01-01 UTC; the system's clock when not set. `clock` is called on the calling thread and
 * must live as long as every store opened with these options. */
ALMIRAH_C_API void almirah_options_set_clock(almirah_options* options, int64_t (*clock)(void* context),
                                             void* context);
/* What the actor does is signed by the private key of a file in OpenSSH's form (ssh-ed25519, no passphrase).
 * Fails with almirah_not_found, almirah_permission (others may read the file), almirah_invalid_argument. */
ALMIRAH_C_API almirah_code almirah_options_set_key_file(almirah_options* options, const char* path,
                                                        almirah_error* error);
/* The same by a function of the host's own (a smart card): it writes the 64 bytes of the Ed25519 signature
 * over `bytes`, and returns 0; another value ends the operation, and nothing has changed. `public_key` is the
 * line "ssh-ed25519 AAAA...". `sign` is called on the calling thread; `context` must live as long as every
 * store opened with these options. */
ALMIRAH_C_API almirah_code almirah_options_set_signer(almirah_options* options, const char* public_key,
                                                      int (*sign)(void* context, const void* bytes,
                                                                  size_t size_bytes,
                                                                  unsigned char* signature),
                                                      void* context, almirah_error* error);

/* ---- the store ---- */

/* Makes a store in a directory that does not exist or is empty, with an administrator, and opens it acting as
 * him. `options` may be NULL. */
ALMIRAH_C_API almirah_code almirah_store_create(almirah_store** out, const char* directory,
                                                const char* office_code, const char* office_name,
                                                const char* administrator_login,
                                                const almirah_options* options, almirah_error* error);
/* Opens, and finishes or takes back what a crash left half-done. */
ALMIRAH_C_API almirah_code almirah_store_open(almirah_store** out, const char* directory,
                                              const almirah_options* options, almirah_error* error);
/* Closes and frees. What was acknowledged is on disk already. */
ALMIRAH_C_API void almirah_store_free(almirah_store* store);
ALMIRAH_C_API almirah_code almirah_store_act_as(almirah_store* store, const char* login,
                                                almirah_error* error);
/* Adds a person; `roles` separated by commas. */
ALMIRAH_C_API almirah_code almirah_person_add(almirah_store* store, const char* login, const char* name,
                                              const char* roles, almirah_error* error);
/* Registers a public key ("ssh-ed25519 AAAA...") of the person who acts, by which he may sign once it is
 * approved. `number` is 1 for his first. */
ALMIRAH_C_API almirah_code almirah_key_register(int* number, almirah_store* store, const char* public_key,
                                                almirah_error* error);
/* Needs person.manage. */
ALMIRAH_C_API almirah_code almirah_key_approve(almirah_store* store, const char* login, int number,
                                               almirah_error* error);
/* How many findings of severity error a verification has; their lines in *out (one a line: code, object,
 * message). `fast` not 0: the bytes of content are not read. */
ALMIRAH_C_API almirah_code almirah_store_verify(almirah_text** out, size_t* errors,
                                                const almirah_store* store, int fast, almirah_error* error);

/* ---- text that a function hands out ---- */

ALMIRAH_C_API const char* almirah_text_get(const almirah_text* text);
ALMIRAH_C_API void almirah_text_free(almirah_text* text);

/* ---- series and schedules ---- */

/* Loads a schedule from CSV; `profile` (a column-mapping file) may be NULL. *version gets its number. */
ALMIRAH_C_API almirah_code almirah_schedule_load(int* version, almirah_store* store, const char* csv_path,
                                                 const char* profile, const char* id, almirah_error* error);
/* `under` and `rule` may be NULL. */
ALMIRAH_C_API almirah_code almirah_series_add(almirah_store* store, const char* code, const char* title,
                                              const char* under, const char* rule, almirah_error* error);

/* ---- records ---- */

ALMIRAH_C_API almirah_filing* almirah_filing_new(const char* series, const char* title);
ALMIRAH_C_API void almirah_filing_free(almirah_filing* filing);
/* Fields: file_no, language, medium, place, key, party, subject (the last two may be set several times),
 * created, opened, closed (dates). Throws away nothing: an unknown field or a bad date is
 * almirah_invalid_argument. */
ALMIRAH_C_API almirah_code almirah_filing_set(almirah_filing* filing, const char* field, const char* value,
                                              almirah_error* error);
/* Content read from a path when it is filed. */
ALMIRAH_C_API almirah_code almirah_filing_add_path(almirah_filing* filing, const char* name, const char* path,
                                                   almirah_error* error);
/* Content from memory; the bytes are copied. */
ALMIRAH_C_API almirah_code almirah_filing_add_bytes(almirah_filing* filing, const char* name,
                                                    const void* data, size_t size_bytes,
                                                    almirah_error* error);

/* Files one record durably; *id gets its id. The filing stays the caller's and can be changed and used again.
 */
ALMIRAH_C_API almirah_code almirah_record_file(almirah_text** id, almirah_store* store,
                                               const almirah_filing* filing, almirah_error* error);
ALMIRAH_C_API almirah_code almirah_record_close(almirah_store* store, const char* id, const char* on,
                                                almirah_error* error);

/* Receives content a piece at a time. Return 0 to go on; anything else stops with almirah_cancelled. */
typedef int (*almirah_sink)(void* context, const void* data, size_t size_bytes);

/* Hands the bytes of a file of a record to `sink`; `version` 0: the latest; `name` NULL: the only file. The
 * SHA-256 is checked at the end: after almirah_corrupt what was received must be thrown away. */
ALMIRAH_C_API almirah_code almirah_record_read(const almirah_store* store, const char* id, const char* name,
                                               int version, almirah_sink sink, void* context,
                                               almirah_error* error);

/* Holds of one record: *hold_id gets the id of the hold. */
ALMIRAH_C_API almirah_code almirah_hold_place(almirah_text** hold_id, almirah_store* store,
                                              const char* record, const char* reason, almirah_error* error);
ALMIRAH_C_API almirah_code almirah_hold_release(almirah_store* store, const char* hold_id, const char* reason,
                                                almirah_error* error);

/* ---- what is due, and why ---- */

/* A cursor over what is due on a date, by series and id. It stands before the first; a snapshot that later
 * changes of the store do not touch. `series` NULL: all. */
ALMIRAH_C_API almirah_code almirah_due_open(almirah_due** out, const almirah_store* store, const char* on,
                                            const char* series, almirah_error* error);
/* Moves on; 0 when there is nothing more. */
ALMIRAH_C_API int almirah_due_next(almirah_due* due);
ALMIRAH_C_API const char* almirah_due_id(const almirah_due* due);
ALMIRAH_C_API const char* almirah_due_title(const almirah_due* due);
ALMIRAH_C_API const char* almirah_due_series(const almirah_due* due);
ALMIRAH_C_API const char* almirah_due_action(const almirah_due* due);
ALMIRAH_C_API const char* almirah_due_date(const almirah_due* due);
ALMIRAH_C_API const char* almirah_due_rule(const almirah_due* due);
ALMIRAH_C_API void almirah_due_free(almirah_due* due);

/* Every reason for one record, as a cursor: it stands before the first reason, the blocking ones come first.
 */
ALMIRAH_C_API almirah_code almirah_explain(almirah_evaluation** out, const almirah_store* store,
                                           const char* id, const char* on, almirah_error* error);
ALMIRAH_C_API int almirah_evaluation_eligible(const almirah_evaluation* evaluation);
ALMIRAH_C_API int almirah_evaluation_held(const almirah_evaluation* evaluation);
ALMIRAH_C_API const char* almirah_evaluation_action(const almirah_evaluation* evaluation);
/* "" when no date can be computed. */
ALMIRAH_C_API const char* almirah_evaluation_due_on(const almirah_evaluation* evaluation);
ALMIRAH_C_API const char* almirah_evaluation_rule(const almirah_evaluation* evaluation);
ALMIRAH_C_API int almirah_evaluation_next(almirah_evaluation* evaluation);
ALMIRAH_C_API const char* almirah_evaluation_reason_code(const almirah_evaluation* evaluation);
ALMIRAH_C_API const char* almirah_evaluation_reason_text(const almirah_evaluation* evaluation);
ALMIRAH_C_API int almirah_evaluation_reason_blocks(const almirah_evaluation* evaluation);
ALMIRAH_C_API void almirah_evaluation_free(almirah_evaluation* evaluation);

/* ---- controlled documents ---- */

/* A new document whose revision 1 is a draft with the file at `path`. */
ALMIRAH_C_API almirah_code almirah_document_create(almirah_store* store, const char* number,
                                                   const char* title, const char* type, const char* path,
                                                   almirah_error* error);
/* The next revision as a draft; *revision gets its number. */
ALMIRAH_C_API almirah_code almirah_document_revise(int* revision, almirah_store* store, const char* number,
                                                   const char* path, const char* change,
                                                   almirah_error* error);
/* Submits the draft; *approval gets the approval's id. `effective_on` NULL: from the approval. */
ALMIRAH_C_API almirah_code almirah_document_submit(almirah_text** approval, almirah_store* store,
                                                   const char* number, const char* effective_on,
                                                   almirah_error* error);
ALMIRAH_C_API almirah_code almirah_document_approve(almirah_store* store, const char* number,
                                                    almirah_error* error);
ALMIRAH_C_API almirah_code almirah_document_reject(almirah_store* store, const char* number,
                                                   const char* reason, almirah_error* error);
/* The revision in force on a date; 0 when there is none. */
ALMIRAH_C_API almirah_code almirah_document_effective(int* revision, const almirah_store* store,
                                                      const char* number, const char* on,
                                                      almirah_error* error);

/* ---- search ---- */

/* A cursor over what the words find, the best first. `limit` 0: 50. */
ALMIRAH_C_API almirah_code almirah_search(almirah_hits** out, const almirah_store* store, const char* words,
                                          size_t limit, almirah_error* error);
ALMIRAH_C_API int almirah_hits_next(almirah_hits* hits);
ALMIRAH_C_API const char* almirah_hits_kind(const almirah_hits* hits);
ALMIRAH_C_API const char* almirah_hits_id(const almirah_hits* hits);
ALMIRAH_C_API const char* almirah_hits_title(const almirah_hits* hits);
ALMIRAH_C_API void almirah_hits_free(almirah_hits* hits);

#ifdef __cplusplus
}
#endif

#endif /* ALMIRAH_H */
