// SPDX-License-Identifier: GPL-2.0-only
// What the tool opens of /proc and /sys is what the driver was told, and nothing of this machine.
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

FILE *told_open(const char *path, const char *mode);
int told_stat(const char *path, struct stat *result);
DIR *told_opendir(const char *path);
struct dirent *told_readdir(DIR *folder);
int told_closedir(DIR *folder);

#define fopen told_open
#define stat(path, result) told_stat(path, result)
#define opendir told_opendir
#define readdir told_readdir
#define closedir told_closedir
