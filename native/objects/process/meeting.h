/* What threads and children share that hold or await something of each other. */
#pragma once
#include "../object.h"
#include <pthread.h>
#include <semaphore.h>

struct meeting {
    pthread_mutex_t mutex;
    pthread_barrier_t barrier;
    sem_t semaphore;
    volatile pid_t id; /* the other thread or child, as soon as it runs */
    volatile int order, passed, result;
};

extern struct meeting *meeting; /* memory that children share */
extern bool meeting_set_up;

void make_meeting(void); /* a `create` */
void meeting_started(void);
void meeting_await(volatile int *value, int wanted);
void meeting_quiet(void); /* a child calls it first */
const char *meeting_waits(void); /* a property: whether the other one still waits */
const char *error_of(int number);
