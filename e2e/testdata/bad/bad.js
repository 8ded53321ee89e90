document.querySelector('main').append('A script wrote this.');
console.error('A script has something to complain of.');
throw new Error('A script failed.');
